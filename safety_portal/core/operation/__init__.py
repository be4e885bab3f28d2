"""What whoever runs the portal needs: settings refused in words, logs, health, heartbeats."""
