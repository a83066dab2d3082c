"""What the program does, in rooms: workspace, summing, report, paper, receiving, output, demo. Each may use
those before it."""
