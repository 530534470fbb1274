"""What is said of meals beyond the order itself."""
