'use strict';

const refuse = () => {
  throw new Error('This package is left out of Accord on purpose: docs/supply-chain.md says why.');
};

// Loading it is harmless; touching anything of it is not.
module.exports = new Proxy(function leftOut() {}, {
  get: refuse,
  set: refuse,
  has: refuse,
  apply: refuse,
  construct: refuse,
});
