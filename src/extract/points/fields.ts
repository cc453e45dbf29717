import type { Span } from '../segment.ts'

const MOST_FIELDS = 20

/** The fields listed after documents, in the text's words: "in such areas as education, health and trade"; 涉及贸易、教育等领域. */
export function fieldsAfter(text: string, rest: Span): string[] {
  const tail = text.slice(rest.start, Math.min(rest.end, rest.start + 600))
  const english =
    /^[^,.;]{0,60}?,?\s(?:in (?:such |the |various )?(?:areas|fields|sectors|spheres)(?: such)?(?: as| of| like| including| that range from)?|covering|concerning|about|on)\s(?<list>[^.;]+)/.exec(
      tail,
    )
  const list =
    english?.groups?.['list'] ??
    /^[^。；]{0,12}?(?:涵盖|涉及|包括)(?<list>[^。；]+?)(?:等|$)/u.exec(tail)?.groups?.['list']
  return list === undefined ? [] : split(list)
}

/** The fields listed before documents: 签署能源、航天等领域20余份合作文件. */
export function fieldsBefore(text: string, documents: Span): string[] {
  const head = text.slice(Math.max(0, documents.start - 200), documents.start)
  const list = /(?:签署|关于|签订|达成|了)(?<list>[^。；，]{2,180}?)等(?:多个|多)?(?:领域|方面)[^。；，]{0,24}$/u.exec(
    head,
  )?.groups?.['list']
  return list === undefined ? [] : split(list)
}

function split(list: string): string[] {
  return list
    .split(/、|，|,\s(?:and\s)?|\sand\s(?!(?:the\s)?road)|\sas well as\s/iu)
    .map((field) => field.replace(/^(?:the|to)\s/, '').trim())
    .filter((field) => field !== '' && field.length <= 60 && !/\d/.test(field))
    .slice(0, MOST_FIELDS)
}
