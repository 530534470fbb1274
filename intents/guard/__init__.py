"""What must ring first, and what nobody else may read: dangers, and matters of persons."""
