"""Goals turned round: not what a policy does, but which mix of levers does what is wanted most cheaply."""
