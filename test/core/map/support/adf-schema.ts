import Ajv from 'ajv-draft-04';
import schema from '@atlaskit/adf-schema/dist/json-schema/v1/full.json';
import { type AdfDoc } from '../../../../src/core/model';

const validate = new Ajv({ strict: false }).compile(schema);

/** What Atlassian's own schema says is wrong with the document; [] where it is valid. */
export const schemaFaults = (doc: AdfDoc): readonly string[] =>
  validate(doc) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message ?? ''}`);
