/** The reference's 20 sample requests and the `data` it prints for each, in its order. */
export interface Sample {
  readonly name: string;
  readonly method: string;
  /** As printed; a brace left in it is what `curl` sends after its own globbing. */
  readonly path: string;
  readonly authorization?: string;
  readonly body?: string;
  readonly message: string;
  readonly data: unknown;
}

const two = (second: string): string => `    {
        "messages":[
            {
                "source":"php",
                "body":"Jelly liquorice marshmallow candy carrot cake 4Eyffjs1vL.",
                "to":"+61411111111"
            },
            {
                "source":"php",
                "body":"Chocolate bar icing icing oat cake carrot cake jelly cotton MWEvciEPIr.",
                "to":${second}
            }
        ]
    }`;

const currency = {
  currency_name_short: 'AUD',
  currency_prefix_d: '$',
  currency_prefix_c: 'c',
  currency_name_long: 'Australian Dollars',
};

const receipt = {
  timestamp_send: 1722565661,
  timestamp: 1722565661,
  message_id: 'D6D16B28-46AC-484A-AB0A-A08CD08EF75C',
  status_code: '201',
  status_text: 'Success: Message received on handset.',
  error_code: null,
  error_text: null,
  custom_string: null,
  subaccount_id: 123456,
  message_type: 'sms',
  digits: null,
};

const inbound = {
  from: '+61123456789',
  body: 'reply to msg on 7 aug 2024',
  original_body: 'test msg',
  original_message_id: '1EF54639-F16D-681E-947A-4F4FCDFD2B87',
  to: '+61113456789',
  custom_string: '',
  message_id: 'D2F2BCC3-6558-4DAA-858E-AD7529CC809C',
  _keyword: 'reply',
};

const frame = {
  total: 1,
  per_page: 15,
  current_page: 1,
  last_page: 1,
  next_page_url: null,
  prev_page_url: null,
  from: 1,
  to: 1,
};

const template = { template_id: 589242, template_name: 'Template', body: 'This is a template.' };

const historyRow = {
  direction: 'out',
  date: 1715660441,
  to: '+61426729707',
  body: 'test message, please ignore',
  status: 'Sent',
  from: '+61447254068',
  schedule: '1715660441',
  status_code: '201',
  status_text: 'Message delivered to the handset',
  message_id: '1EF11A95-31A2-6B70-A3E2-750B2DF4583F',
  message_parts: 1,
  message_price: '0.0792',
  from_email: null,
  list_id: null,
  custom_string: null,
  contact_id: null,
  user_id: 496596,
  subaccount_id: 563840,
  country: 'AU',
  carrier: 'Vodafone',
  first_name: null,
  last_name: null,
  _api_username: 'someone@example.com',
};

export const samples: readonly Sample[] = [
  {
    name: 'Send SMS',
    method: 'POST',
    path: '/v3/sms/send',
    body: two('"+61422222222"'),
    message: 'Messages queued for delivery.',
    data: {
      total_price: 0.0792,
      total_count: 1,
      queued_count: 1,
      messages: [],
      _currency: currency,
      blocked_count: 0,
    },
  },
  {
    name: 'Calculate SMS Price',
    method: 'POST',
    path: '/v3/sms/price',
    // The shell takes the printed quotes around the second number away.
    body: two('+61422222222'),
    message: 'Here is some pricing.',
    data: {
      total_price: 0.079,
      total_count: 1,
      queued_count: 1,
      messages: [
        {
          to: '+123456789',
          body: 'string',
          from: '+123456788',
          schedule: '',
          message_id: '1EF50711-2787-68F4-8223-9F9C4393E380',
          message_parts: 1,
          message_price: '0.0792',
          custom_string: 'string',
          is_shared_system_number: false,
          country: 'AU',
          status: 'SUCCESS',
        },
      ],
      _currency: currency,
      _summary: { test_message: 'This is a test message.', countries: {} },
      blocked_count: 0,
    },
  },
  {
    name: 'Create Test SMS Receipt',
    method: 'POST',
    path: '/v3/sms/receipts',
    body: '    {\n        "url":"http://yourdomain.com"\n    }',
    message: 'Receipt has been added',
    data: receipt,
  },
  {
    name: 'View SMS Receipts',
    method: 'GET',
    path: '/v3/sms/receipts',
    message: 'Here are your delivery receipts.',
    data: { ...frame, data: [{ ...receipt, custom_string: undefined }] },
  },
  {
    name: 'View Specific SMS Receipt',
    method: 'GET',
    path: '/v3/sms/receipts/message_id',
    message: 'Your receipt.',
    data: { ...receipt, custom_string: undefined },
  },
  {
    name: 'Mark SMS Receipt As Read',
    method: 'PUT',
    path: '/v3/sms/receipts-read',
    body: '{\n    "date_before": 1441958441\n}',
    message: 'Receipts have been marked as read.',
    data: null,
  },
  {
    name: 'Create Test Inbound SMS',
    method: 'POST',
    path: '/v3/sms/inbound',
    body: '    {\n        "url":"http://yourdomain.com"\n    }',
    message: 'Test inbound message has been added.',
    data: { timestamp_send: 1722580202, ...inbound },
  },
  {
    name: 'View Inbound SMS',
    method: 'GET',
    path: '/v3/sms/inbound',
    message: 'Here are your data.',
    data: { ...frame, data: [{ timestamp_send: 1722997250, ...inbound }] },
  },
  {
    name: 'View a specific inbound SMS message',
    method: 'GET',
    path: '/v3/sms/inbound/original_message_id',
    authorization: 'API_KEY',
    message: 'Here are your result.',
    data: { timestamp: 1723012981, ...inbound },
  },
  {
    name: 'Mark Inbound SMS as Read',
    method: 'PUT',
    path: '/v3/sms/inbound-read',
    body: '    {\n        "date_before":1442398100\n    }',
    message: 'Inbound messages have been marked as read.',
    data: null,
  },
  {
    name: 'Mark Specific Inbound SMS Message As Read',
    method: 'PUT',
    path: '/v3/sms/inbound-read/message_id',
    message: 'Receipt have been marked as read.',
    data: 1,
  },
  {
    name: 'Cancel SMS',
    method: 'PUT',
    path: '/v3/sms/message_id/cancel',
    message: 'Scheduled sms message has been cancelled.',
    data: null,
  },
  {
    name: 'Cancel All SMS',
    method: 'PUT',
    path: '/v3/sms/cancel-all',
    message: '1 sms messages have been cancelled.',
    data: { count: 2 },
  },
  {
    name: 'View SMS Templates',
    method: 'GET',
    path: '/v3/sms/templates',
    message: 'Here are your templates.',
    data: { ...frame, data: [template] },
  },
  {
    name: 'Create SMS Template',
    method: 'POST',
    path: '/v3/sms/templates',
    body: '    {\n        "template_name":"Template 501916",\n        "body":"This is a sample content: H7YI68B3yk for this template."\n    }',
    message: 'New template has been saved.',
    data: template,
  },
  {
    name: 'View a Specific SMS Template',
    method: 'GET',
    path: '/v3/sms/templates/{{templateId}}',
    authorization: '[API_KEY]',
    message: 'Here is your template.',
    data: template,
  },
  {
    name: 'Update SMS Template',
    method: 'PUT',
    path: '/v3/sms/templates/template_id',
    body: '    {\n        "template_name":"I am updated",\n        "body":"This is a sample content: Sc0KNWgSMG for this template."\n    }',
    message: 'Your template has been updated.',
    data: template,
  },
  {
    name: 'Delete SMS Template',
    method: 'DELETE',
    path: '/v3/sms/templates/template_id',
    message: 'Your template has been deleted.',
    data: null,
  },
  {
    name: 'View SMS History',
    method: 'GET',
    path: '/v3/sms/history?date_from=&date_to=',
    message: 'Here are your history.',
    data: { ...frame, data: [historyRow] },
  },
  {
    name: 'Export SMS History',
    method: 'GET',
    path: '/v3/sms/history/export?filename=filename',
    message: 'Download your file here.',
    data: { url: 'https://clicksend-api-downloads.s3.ap-southeast-2.amazonaws.com/_private/CF08' },
  },
];
