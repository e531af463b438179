"""What phones and program said to each other, written to a file that can be looked at and played again."""
