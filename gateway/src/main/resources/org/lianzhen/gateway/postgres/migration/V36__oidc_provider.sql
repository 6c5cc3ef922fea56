-- Who else may say who somebody is (OpenID Connect). The newest row is in force.

create table oidc_provider_version (
    number integer generated always as identity primary key,
    author text not null,
    kept_at timestamptz not null default now(),
    -- all null: nobody
    issuer text,
    client_id text,
    -- sealed with the key file of the data folder
    client_secret text,
    -- of the ID token, whose text is the name of an account here
    account_claim text,
    check ((issuer is null) = (client_id is null) and (issuer is null) = (client_secret is null)
        and (issuer is null) = (account_claim is null))
);
