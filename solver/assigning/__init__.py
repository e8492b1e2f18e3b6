"""The steps of an assignment: what is asked, the flow, its proof, the floor, the rounding, the links, the ways out."""
