// 等保三级 asks for length and complexity; the organ's staff number is not a secret.

export const PASSWORD_LENGTH = 12
export const PASSWORD_LONGEST = 128

/** What is missing, as a message key, or null. */
export function passwordProblem(password: string, staffNo: string): string | null {
  if (password.length < PASSWORD_LENGTH) return 'identity.password.tooShort'
  if (password.length > PASSWORD_LONGEST) return 'identity.password.tooLong'
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((pattern) => pattern.test(password)).length
  if (classes < 3) return 'identity.password.tooSimple'
  if (staffNo && password.toLowerCase().includes(staffNo.toLowerCase()))
    return 'identity.password.containsStaffNo'
  return null
}
