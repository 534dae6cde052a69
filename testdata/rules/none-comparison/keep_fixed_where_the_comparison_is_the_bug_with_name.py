if wavegrid != nothing: pass
