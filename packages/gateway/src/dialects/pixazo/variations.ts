/**
 * The prompt with the wish for `count` related pictures, as getEditMultiImage promises to add it ("automatically
 * enhanced to encourage multiple variations", seed 000). In the language of the prompt where that is Chinese.
 */
export function askForVariations(prompt: string, count: number): string {
  return `${prompt}\n\n${isChinese(prompt) ? inChinese(count) : inEnglish(count)}`
}

function inEnglish(count: number): string {
  return `Make a series of ${count} related images of this: keep the subject, the style and the palette, and vary the composition, the pose or the moment from one image to the next.`
}

function inChinese(count: number): string {
  return `请以此为题生成一组共 ${count} 张相互关联的图片：主体、风格与色调保持一致，每一张在构图、姿态或瞬间上各有变化。`
}

/** More Han characters than words of Latin letters, and none of the scripts that Japanese and Korean add. */
function isChinese(prompt: string): boolean {
  if (/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(prompt)) return false
  const characters = prompt.match(/\p{Script=Han}/gu) ?? []
  const words = prompt.match(/\p{Script=Latin}+/gu) ?? []
  return characters.length > words.length
}
