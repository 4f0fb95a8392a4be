export { facetSubject as facetWords } from '../../sync/describe-operation';
