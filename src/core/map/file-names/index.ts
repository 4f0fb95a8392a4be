export { patternFault, type PatternFault, patternFaults, PATTERNS_MAX } from './pattern-faults';
export { hasFaults, takesName } from './takes-name';
