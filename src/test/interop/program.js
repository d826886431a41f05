// program.js keytar|keyring-rs
//
// Lets the tests ask a program of Node what it stores, as ConversingProgram describes.
'use strict';

const programs = {
    keytar() {
        const { setPassword, getPassword, deletePassword } = require('@github/keytar');
        return { write: setPassword, read: getPassword, delete: deletePassword };
    },
    'keyring-rs'() {
        const { Entry } = require('@napi-rs/keyring-win32-x64-msvc');
        return {
            write: (service, user, secret) => new Entry(service, user).setPassword(secret),
            read: (service, user) => new Entry(service, user).getPassword(),
            delete: (service, user) => new Entry(service, user).deletePassword(),
        };
    },
};

async function answer(program, line) {
    const [verb, ...words] = line.split(' ');
    try {
        const result = await program[verb](...words.map(word => Buffer.from(word, 'base64').toString('utf8')));
        if (verb !== 'read') {
            return 'done';
        }
        return result === null ? 'absent' : 'found ' + Buffer.from(result, 'utf8').toString('base64');
    } catch (error) {
        console.error(error);
        return 'failed';
    }
}

async function converse(program) {
    for await (const line of require('readline').createInterface({ input: process.stdin })) {
        console.log(await answer(program, line));
    }
}

converse(programs[process.argv[2]]());
