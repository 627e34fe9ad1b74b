"""What the demonstration shows: facts of real places, one invented district, drawn pictures."""
