"""The frame around the pages: window, navigation, menus, status line, start and end of the program."""
