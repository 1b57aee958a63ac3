// Whose clock a limit is: the filer's, the clerk's, or (all others) the decider's, which alone escalate
// (domain section 5: a passed limit escalates; nothing is approved by silence).

const FILER: readonly string[] = ['completeEmergency', 'reportResult', 'requestObject']
const CLERK: readonly string[] = ['requestAccept', 'decisionIssue', 'decisionServe']
const SUBJECT: readonly string[] = ['decisionAcknowledge', 'decisionHandOver']

export const isFilerLimit = (name: string): boolean => FILER.includes(name)
export const isClerkLimit = (name: string): boolean => CLERK.includes(name) || SUBJECT.includes(name)
