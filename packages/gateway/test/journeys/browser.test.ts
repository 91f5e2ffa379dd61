import { existsSync } from 'node:fs'

import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { removeFolder, startGateway } from './started-gateway.ts'
import type { StartedGateway } from './started-gateway.ts'

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'
const noBrowser = !existsSync(CHROMIUM)
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
]

/** A tab that remembers what a person would not see. */
interface Tab {
  readonly page: Page
  /** Errors on its console, uncaught exceptions, and what the content security policy stopped. */
  readonly errors: readonly string[]
  /** Hosts that it sent anything to. */
  readonly hosts: ReadonlySet<string>
}

describe.skipIf(noBrowser)(`a person at a browser${noBrowser ? ` (left out: no ${CHROMIUM})` : ''}`, () => {
  let gateway: StartedGateway
  let browser: Browser
  let link: string

  beforeAll(async () => {
    gateway = await startGateway({ adminKey: '' })
    link = gateway.lines[1]?.replace('Console: ', '') ?? ''
    browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET })
  })
  afterAll(async () => {
    await browser.close()
    await gateway.stop()
    await removeFolder(gateway.dataFolder)
  })

  it('opens the link of the first start, types a prompt, and sees a picture', async () => {
    const { page, errors, hosts } = await tabOf(browser)
    await page.goto(link)
    await page.getByLabel('Prompt', { exact: true }).fill('a fox in the snow')
    await page.getByRole('button', { name: 'Generate' }).click()
    const width = await widthOfPicture(page)

    expect(link).toMatch(/\/#key=dg_/)
    expect(width).toBeGreaterThan(0)
    expect(page.url()).toBe(`${gateway.base}/`)
    expect(errors).toEqual([])
    expect([...hosts]).toEqual([new URL(gateway.base).host])
    await page.context().close()
  })

  it('finds the picture again after a reload, with no need of the link', async () => {
    const { page, errors } = await tabOf(browser)
    await page.goto(link)
    await page.getByLabel('Prompt', { exact: true }).waitFor()
    await page.reload()
    const width = await widthOfPicture(page)

    expect(width).toBeGreaterThan(0)
    expect(errors).toEqual([])
    await page.context().close()
  })

  it('without a key is asked for one, and told when it is not known', async () => {
    const { page } = await tabOf(browser)
    await page.goto(gateway.base)
    await page.getByLabel('API key').fill('dg_nobody')
    await page.getByRole('button', { name: 'Continue' }).click()

    await page.getByText('does not know this key').waitFor()
    expect(await page.getByRole('button', { name: 'Generate' }).isVisible()).toBe(false)
    await page.context().close()
  })
})

async function tabOf(browser: Browser): Promise<Tab> {
  const page = await (await browser.newContext()).newPage()
  const errors: string[] = []
  const hosts = new Set<string>()
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol.startsWith('http')) hosts.add(host)
  })
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      console.error(`${violatedDirective} stopped ${blockedURI}`)
    })
  })
  return { page, errors, hosts }
}

/** Waits for a finished picture of the gateway's, and for its pixels. */
async function widthOfPicture(page: Page): Promise<number> {
  const picture = page.locator('img[src*="/i/img_"]').first()
  await picture.waitFor()
  return picture.evaluate(async (image: HTMLImageElement) => {
    await image.decode()
    return image.naturalWidth
  })
}
