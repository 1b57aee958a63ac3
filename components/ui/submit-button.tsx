'use client'

import { useFormStatus } from 'react-dom'
import { Button, type ButtonProps } from './button'

/** The submitting button of a `<form action={…}>`; pending by itself while the action runs. */
export function SubmitButton({ pending, ...rest }: Omit<ButtonProps, 'type'>) {
  const status = useFormStatus()
  return <Button {...rest} type="submit" pending={pending ?? status.pending} />
}
