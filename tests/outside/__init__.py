"""What was found broken from outside, each as the rule that it broke."""
