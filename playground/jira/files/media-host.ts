import { wordOf } from '../json';
import express from 'express';
import type { Site } from '../site';

/**
 * Where attachments are downloaded from: another origin, which knows no Jira credentials and, like the storage behind
 * the real one, refuses a request that carries some.
 */
export function mediaHost(site: Site): express.Express {
  const app = express();
  app.disable('x-powered-by');
  app.get(['/file/:mediaId/binary', '/file/:mediaId/image'], (req, res) => {
    const mediaId = String(req.params.mediaId);
    if (req.headers.authorization !== undefined) {
      res.status(400).json({ error: { title: 'Only one auth mechanism allowed' } });
      return;
    }
    if (!site.files.accepts(mediaId, wordOf(req.query.token ?? ''), site.clock.now())) {
      res.status(403).json({ error: { title: 'Invalid or expired token' } });
      return;
    }
    const file = site.state.attachments.of(mediaId)[0];
    if (!file || !site.files.has(mediaId)) {
      res.status(404).json({ error: { title: 'File not found' } });
      return;
    }
    res.type(file.mimeType).attachment(file.filename);
    res.sendFile(site.files.pathOf(mediaId), { dotfiles: 'allow' });
  });
  return app;
}
