"""What testers found from outside, each as the rule that was broken."""
