import { DetectorError, defineDetector } from '../../define.ts';
import { HttpDetector } from '../http/http-detector.ts';

export default defineDetector({
  name: 'http',
  doc: 'A service that is sent every payment as JSON and answers with its decision; `docs/detector-openapi.yaml` describes both.',
  example: 'http://127.0.0.1:8000/score',
  answers: 'later',
  matches: (spec) => /^https?:/i.test(spec),
  async open(spec, { remote }) {
    if (!URL.canParse(spec) || new URL(spec).hostname === '') {
      throw new DetectorError('unusable', spec, 'is no address; name one like http://127.0.0.1:8000/score');
    }
    return new HttpDetector(spec, remote);
  },
});
