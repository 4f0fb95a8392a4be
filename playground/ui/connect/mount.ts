import type { AppModule } from '../../client/control';
import { html, type Html } from '../html';
import { servletAddress, type About } from './address';

/**
 * Where the host script puts a frame. The address of the frame is asked for when it is opened: the token in it lives
 * three minutes.
 */
export const mount = (
  addon: string,
  module: AppModule,
  about: About,
  more: Readonly<Record<string, string>> = {},
): Html =>
  html`<div
    class="frame frame-${module.place}"
    data-connect="${servletAddress(addon, module.key, { ...more, ...about })}"
    data-addon="${addon}"
    data-module="${module.key}"
    data-title="${module.name}"
  >
    <noscript>Pages of apps need scripts.</noscript>
  </div>`;
