"""What comes in beside chat: alarms, and the items of the city's hotline."""
