"""What is only asked: tickets, points, figures, reasons, the register, the service itself."""
