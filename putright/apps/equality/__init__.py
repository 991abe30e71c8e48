"""What residents freely tell about themselves, held apart from their complaints."""
