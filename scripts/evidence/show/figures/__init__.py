"""Numbers to accessible pictures: plain SVG, readable without colour, at home in light, dark and print."""
