"""What people at work say: of tickets, of figures, of their own days."""
