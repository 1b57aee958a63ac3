'use client'
import { useEffect, useState } from 'react'

/** Whether a local Chinese time has passed; false on the server, where the clock of the reader is not known. */
export function useHasBegun(startsAt: string | undefined): boolean {
  const [begun, setBegun] = useState(false)
  useEffect(() => {
    const start = startsAt ? Date.parse(`${startsAt}:00+08:00`) : Number.NaN
    setBegun(!Number.isNaN(start) && start <= performance.timeOrigin + performance.now())
  }, [startsAt])
  return begun
}
