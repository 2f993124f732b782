import {chromium} from 'playwright-core';
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox','--disable-quic','--disable-background-networking']});
for(const w of [1440,360]){const p=await b.newPage({viewport:{width:w,height:1000}});
p.on('console',m=>console.log(m.text()));
await p.goto(process.env.GOUJI_PAGE||'http://127.0.0.1:8591/');await p.waitForSelector('#sample');
await p.screenshot({path:`/tmp/webdev/first-${w}.png`});
await p.click('#sample');await p.waitForSelector('#result');
await p.screenshot({path:`/tmp/webdev/sample-${w}.png`});
await p.screenshot({path:`/tmp/webdev/sample-full-${w}.png`,fullPage:true});
}
await b.close();
