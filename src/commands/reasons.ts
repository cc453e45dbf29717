import type { Localized, ReportReason } from '../domain/command.ts'

/** What each reason for a report is called, in the order in which they are offered. */
export const REASON_LABELS: readonly { readonly value: ReportReason; readonly label: Localized }[] = [
  { value: 'wrong-voice', label: { en: 'Said by somebody else', zh: '说话方有误' } },
  { value: 'wrong-claim', label: { en: 'Not what the text says', zh: '与原文不符' } },
  { value: 'wrong-parties', label: { en: 'Wrong countries or people', zh: '国家或人物有误' } },
  { value: 'missing', label: { en: 'Something is missing', zh: '有遗漏' } },
  { value: 'no-readout', label: { en: 'This is no readout', zh: '不是会谈通稿' } },
  { value: 'other', label: { en: 'Something else', zh: '其他' } },
]
