if wavegrid is not None: pass
