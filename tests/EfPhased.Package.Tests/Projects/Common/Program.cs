// The application itself does nothing here: its context is what the tools look for.
return 0;
