"""What people outside take home and run: it may import nothing of ours."""
