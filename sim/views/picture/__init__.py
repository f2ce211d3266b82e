"""What both pages draw: the ground plan and the colours."""
