/** Runs something some frames from now, unless what is returned is called before. */
export function afterFrames(frames: number, run: () => void): () => void {
  let frame = requestAnimationFrame(function wait() {
    if (--frames <= 0) run()
    else frame = requestAnimationFrame(wait)
  })
  return () => cancelAnimationFrame(frame)
}
