// Whose clock a limit is: the filer's, the clerk's, or (all others) the decider's, which alone escalate
// (domain section 5: a passed limit escalates; nothing is approved by silence).

const FILER: readonly string[] = ['completeEmergency', 'reportResult', 'requestObject']
const CLERK: readonly string[] = ['requestAccept', 'decisionIssue', 'decisionServe']
const SUBJECT: readonly string[] = ['decisionAcknowledge', 'decisionHandOver', 'refusalDemand']
/** The office that a refusal was referred to: above it there is no other. */
const OFFICE: readonly string[] = ['refusalOutcome']

export const isFilerLimit = (name: string): boolean => FILER.includes(name)
export const isClerkLimit = (name: string): boolean => [...CLERK, ...SUBJECT, ...OFFICE].includes(name)
