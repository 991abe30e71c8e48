"""The Member Responsible for Complaints: what they receive, what they read, ask and say."""
