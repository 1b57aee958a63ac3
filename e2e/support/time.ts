const CHINA_MS = 8 * 3600_000

/** A local Chinese date and time some minutes from now, as a form takes it. */
export function localTime(minutesFromNow: number): string {
  return new Date(Date.now() + minutesFromNow * 60_000 + CHINA_MS).toISOString().slice(0, 16)
}

export const DAYS = 24 * 60
