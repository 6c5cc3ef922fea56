-- Programs sign their requests (RFC 9421); no request is taken twice, whichever node it is sent to.

create table program_key (
    key_id text primary key,
    account text not null references account,
    unit text not null,
    algorithm text not null check (algorithm in ('ED25519', 'HMAC_SHA256')),
    -- the public key (X.509, base64), or the shared one sealed with the key file of the data folder
    material text not null,
    author text not null,
    created_at timestamptz not null default now()
);
create index program_key_of_account on program_key (account);

-- outlives the key: one that is taken away and given again takes no old request either
create table program_nonce (
    key_id text not null,
    nonce text not null,
    expires_at timestamptz not null,
    primary key (key_id, nonce)
);
create index program_nonce_by_end on program_nonce (expires_at);
