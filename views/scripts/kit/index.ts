export { Button, IconButton, LinkTo, CopyText } from './buttons';
export { Banner, EmptyState, ErrorBox, Loading, Lozenge, type Tone } from './notes';
export { Check, Field, NumberInput, Select, TextArea, TextInput, Toggle, type Choice } from './fields';
export { Picker, plainWords, type PickerItem } from './picker';
export { Confirm, Dialog } from './dialog';
export { Tabs, Crumbs, PageHead } from './frame';
export { Table, type Column } from './table';
export { Time, formatTime, loadTimeZone } from './time';
export { Reach } from './reach';
