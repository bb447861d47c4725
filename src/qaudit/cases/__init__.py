"""What a case record is: its model, its validity, how it is read, what follows from it."""
