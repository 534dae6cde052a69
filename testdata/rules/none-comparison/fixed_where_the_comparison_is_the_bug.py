if wavegrid != None: pass
