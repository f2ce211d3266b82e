"""What designs share on the way from runs to an answer: arms, effects, uncertainty, names."""
