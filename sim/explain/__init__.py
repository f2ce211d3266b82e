"""Why a resident takes part or not, and whom a reform moved through whom."""
