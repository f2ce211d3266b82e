"""One file a command: ``configure(parser)`` declares its options, ``execute(arguments)`` does it."""
