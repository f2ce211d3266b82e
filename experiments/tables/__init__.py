"""What tables hold beside numbers: names and units of what was measured, values run by run, copies as CSV."""
