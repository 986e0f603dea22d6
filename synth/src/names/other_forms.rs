//! Short forms that people go by, and spellings that one name has: what systems write instead of the registered name.
//!
//! Source: written by us from common British usage and from romanisations seen in British cities.

/// Short forms: `Margaret:Maggie,Peggy`; each short form is one people use in place of the name.
pub(super) const SHORT_FORMS: &str = "Abigail:Abby,Abi,Gail Alan:Al Albert:Bert,Bertie,Al Alexander:Alex,Sandy,Alec,Xander \
    Alexandra:Alex,Sandra,Lexi,Sasha Alfred:Alf,Fred,Alfie Alison:Ali Amanda:Mandy Amelia:Millie,Amy Andrea:Andi \
    Andrew:Andy,Drew Angela:Ange,Angie Ann:Annie,Nan Anne:Annie,Nan Annabelle:Bella,Annie Anthony:Tony,Ant \
    Antony:Tony Archibald:Archie Arthur:Art,Artie Barbara:Barb,Babs,Barbie Beatrice:Bea,Beattie,Trixie \
    Benjamin:Ben,Benji,Benny Bernadette:Bernie Bernard:Bernie Bertram:Bert Bethany:Beth Beverley:Bev Bradley:Brad \
    Brenda:Bren Bridget:Bridie,Biddy Bronwen:Bron Cameron:Cam Carol:Caz Caroline:Carrie,Caro,Caz \
    Catherine:Cath,Cathy,Kate,Katie,Kitty Catriona:Cat,Trina Charles:Charlie,Chas,Chuck \
    Charlotte:Charlie,Lottie,Char Christina:Chris,Tina,Chrissie Christine:Chris,Chrissie,Tina \
    Christopher:Chris,Kit,Topher Clifford:Cliff Constance:Connie Cornelius:Con,Neil Cyril:Cy Cynthia:Cindy \
    Daniel:Dan,Danny Danielle:Dani,Dan Darren:Daz David:Dave,Davy,Dai Dafydd:Dai,Dav Deborah:Deb,Debbie,Debs \
    Denis:Den Dennis:Den,Denny Derek:Del Desmond:Des Diana:Di Diane:Di Dominic:Dom Donald:Don,Donny Doreen:Dor \
    Dorothy:Dot,Dotty,Dolly,Dora Douglas:Doug,Dougie Edith:Edie Edmund:Ed,Ted Edward:Ed,Eddie,Ted,Teddy,Ned \
    Edwin:Ed,Eddie Eileen:Ei Eleanor:Ellie,Nell,Nora,Ellen Elizabeth:Liz,Beth,Lizzie,Betty,Libby,Eliza,Betsy,Bess \
    Ellen:Nell,Nellie Emily:Em,Emmy,Millie Emma:Em,Ems Emmanuel:Manny Ernest:Ernie Esther:Essie Eugene:Gene \
    Evelyn:Eve,Evie Felicity:Fliss,Flick Florence:Flo,Florrie,Flossie Frances:Fran,Frankie,Fanny \
    Francesca:Fran,Chessie,Frankie Francis:Frank,Fran Frederick:Fred,Freddie Gabriel:Gabe Gareth:Gaz,Gary Gary:Gaz \
    Geoffrey:Geoff,Jeff Georgina:Georgie,Gina George:Georgie Gerald:Gerry,Ged Gerard:Gerry,Ged Gertrude:Gert,Trudy \
    Gillian:Gill,Gilly Glenys:Glen Gordon:Gord Graham:Gray Gregory:Greg Gwendoline:Gwen Gwyneth:Gwyn,Gwen \
    Hannah:Han Harold:Harry,Hal Harriet:Hattie,Harry Harrison:Harry Hayley:Hayls Heather:Hev Helen:Nell,Nellie,Nel \
    Henry:Harry,Hal,Hank Herbert:Herb,Bert Hilary:Hil Horace:Horry Hugh:Hughie,Shug Ian:Iain Imogen:Immy \
    Irene:Rene Isabel:Izzy,Bel,Issy Isabella:Bella,Izzy,Issy Isabelle:Izzy,Belle,Issy Isobel:Izzy,Issy Jack:Jacky \
    Jacob:Jake,Jay Jacqueline:Jackie,Jacqui James:Jim,Jimmy,Jamie,Jem Jane:Janey,Jenny Janet:Jan Janice:Jan \
    Jasmine:Jas,Jaz Jean:Jeannie Jeanette:Jean,Jan Jeffrey:Jeff Jennifer:Jen,Jenny,Jenni Jeremiah:Jerry,Jed \
    Jeremy:Jez,Jem Jessica:Jess,Jessie Joan:Joanie Joanna:Jo,Joey Joanne:Jo John:Johnny,Jack,Jackie \
    Jonathan:Jon,Jonny,Jono Jordan:Jord Joseph:Joe,Joey Josephine:Jo,Josie Joshua:Josh Joyce:Joy Judith:Judy,Jude \
    Julia:Jules Julian:Jules Julie:Jules Karen:Kaz Katherine:Kate,Katie,Kath,Kathy,Kit,Kitty \
    Kathleen:Kath,Kathy,Kay,Kat Kathryn:Kate,Kath,Kathy,Kat Kayleigh:Kay Kelly:Kel Kenneth:Ken,Kenny Kevin:Kev \
    Kimberley:Kim,Kimmy Laura:Lau,Lolly Lauren:Loz Laurence:Larry,Laurie Lawrence:Larry,Lawrie,Laurie Leanne:Lea \
    Leonard:Len,Lenny,Leo Leslie:Les Lesley:Les Lewis:Lew,Louie Lilian:Lil,Lily Linda:Lin,Lindy Lorraine:Lorry,Lol \
    Louis:Lou,Louie Louise:Lou,Lulu Lucy:Luce Luke:Lukey Lynda:Lyn Madeleine:Maddie Madison:Maddie \
    Malcolm:Mal,Malc Margaret:Maggie,Peggy,Meg,Marge,Margie,Madge,Greta,Peg Marjorie:Marge Martin:Marty \
    Mary:Molly,Polly,May,Mamie Matilda:Tilly,Mattie Matthew:Matt,Matty Maureen:Mo Maurice:Mo,Morrie Maximilian:Max \
    Megan:Meg,Megs Melanie:Mel Melissa:Mel,Lissa Michael:Mike,Mick,Mickey,Micky Michelle:Shell,Chelle Miriam:Mim \
    Mitchell:Mitch Montgomery:Monty Nancy:Nan Naomi:Nay Natalie:Nat,Nats Natasha:Tash,Nat,Tasha Nathan:Nate,Nath \
    Nathaniel:Nat,Nate Nicholas:Nick,Nicky,Nico Nicola:Nicky,Nic,Nikki Nicole:Nic,Nikki Nigel:Nige Norman:Norm \
    Oliver:Ollie,Olly Olivia:Liv,Livvy,Ollie Oscar:Ozzy Pamela:Pam,Pammy Patricia:Pat,Trish,Patsy,Tricia,Patty \
    Patrick:Pat,Paddy,Rick Paul:Pauly Pauline:Paul Penelope:Penny,Pen,Nell Percival:Percy Peter:Pete \
    Philip:Phil,Pip Phillip:Phil Philippa:Pippa,Pip Philomena:Phil,Mena Phyllis:Phyl Rachel:Rach Ralph:Raffy \
    Raymond:Ray Rebecca:Becky,Becca,Bex Reginald:Reg,Reggie Rhiannon:Rhi Richard:Rick,Dick,Rich,Richie,Ricky \
    Robert:Bob,Rob,Bobby,Robbie,Bert Roderick:Rod,Roddy Rodney:Rod Roger:Rodge Ronald:Ron,Ronnie \
    Rosemary:Rose,Rosie,Romy Rowena:Ro Russell:Russ Samantha:Sam,Sammy Samuel:Sam,Sammy Sandra:Sandy,Sand \
    Sarah:Sally,Sal,Sadie Scarlett:Scar Sebastian:Seb,Bas Shannon:Shan Sharon:Shaz Shaun:Shauny Sheila:Shei \
    Shirley:Shirl Sidney:Sid Simon:Si Sophia:Sophie,Soph Sophie:Soph Stacey:Stace Stanley:Stan \
    Stephanie:Steph,Stevie Stephen:Steve,Ste,Stevie Steven:Steve,Ste,Stevie Stewart:Stew,Stu Stuart:Stu \
    Susan:Sue,Susie,Suzie,Suky Susannah:Sue,Susie,Zanna Suzanne:Sue,Suzie Sylvia:Syl,Sylvie Terence:Terry,Tel \
    Teresa:Terry,Tess,Tessa Theodore:Theo,Ted,Teddy Theresa:Terry,Tess,Tessa Thomas:Tom,Tommy,Thom \
    Timothy:Tim,Timmy Tobias:Toby Tracey:Trace Trevor:Trev Valerie:Val Vanessa:Ness,Nessa Vera:Vee \
    Veronica:Ronnie,Vera,Roni Victor:Vic Victoria:Vicky,Vicki,Tori,Vic Vincent:Vince,Vin,Vinny Violet:Vi \
    Vivien:Viv Walter:Wally,Walt,Wat Wayne:Waz Wendy:Wend Wilfred:Wilf,Fred William:Bill,Will,Billy,Willie,Liam \
    Winifred:Win,Winnie,Freda Winston:Win Yvonne:Von,Evie Zachary:Zac,Zach,Zak Zoe:Zo Mohammed:Mo,Moh,Mohd \
    Muhammad:Mo Mohamed:Mo Abdul:Ab Abdullah:Abdul,Ab Imran:Immy,Imi Asif:Asi Nadeem:Nad Zeeshan:Zee,Shan \
    Usman:Ussy Haroon:Harry Javed:Jav Sajid:Saj Shahid:Shah Naveed:Nav Tariq:Taz Kamran:Kam,Kami Faisal:Fais \
    Rizwan:Riz Waqas:Waq Fatima:Fats,Tima Aisha:Ash,Aish Nadia:Nads Shabana:Shabs Rukhsana:Ruks,Sana \
    Harpreet:Harp,Harry,Preet Gurpreet:Gurp,Preet Manpreet:Mani,Preet Jaspreet:Jas,Jaz Amandeep:Aman Sukhdeep:Sukh \
    Sukhwinder:Sukh Rajdeep:Raj Rajinder:Raj Kuldip:Kully Kuldeep:Kully Balwinder:Bal,Bally Baljinder:Bal,Bally \
    Jaswinder:Jas,Jaz Parminder:Pam,Pammi Parmjit:Pam Satnam:Sat Surinder:Suri,Sid Mohinder:Mo Priya:Pri Rahul:Raz \
    Sanjay:San Vikram:Vik Nikhil:Nik Ramesh:Ram,Ray Suresh:Sam Oluwaseun:Seun Temitope:Temi,Tope Ayomide:Ayo,Mide \
    Olumide:Olu,Mide Damilola:Dami Kehinde:Kenny Babatunde:Tunde Adewale:Wale Chukwuemeka:Emeka Obinna:Obi \
    Ifeanyi:Ify Ngozi:Ngo Folasade:Sade Funmilayo:Funmi Abimbola:Bimbo,Bola Emeka:Mekus Katarzyna:Kasia,Kate \
    Małgorzata:Gosia,Margaret Agnieszka:Aga,Agnes Aleksandra:Ola,Alex Magdalena:Magda Elżbieta:Ela,Elizabeth \
    Krzysztof:Krzys,Chris Andrzej:Andrew Tomasz:Tomek,Tom Paweł:Paul Michał:Michael,Mike Jakub:Kuba,Jacob \
    Grzegorz:Greg Łukasz:Luke,Lukas Marek:Mark Piotr:Peter,Piotrek Wojciech:Wojtek Stanisław:Staszek,Stan \
    Alexandru:Alex Andreea:Andra Mihaela:Miha,Mika Gabriela:Gabi Constantin:Costi,Costel Ionuț:Ionel,John \
    Gheorghe:George,Gigi Nicolae:Nicu Ștefan:Stefan,Stef";

/// Spellings of one name, the commonest first: `Stephen,Steven`. Names may be in more than one group; the first counts.
pub(super) const SPELLINGS: &str = "Mohammed,Muhammad,Mohammad,Mohamed,Muhammed,Mohamad,Mohd,Md Ahmed,Ahmad,Ahmet Hussain,Hussein,Husain,Hossain \
    Aisha,Ayesha,Aysha,Aishah,Aaisha Fatima,Fatimah,Fathima,Fatema Zainab,Zaynab,Zeinab,Zeynab \
    Maryam,Mariam,Mariyam,Marium,Maryan Khadija,Khadijah,Kadija,Khatija Yusuf,Yousef,Yousuf,Yousaf,Yusef \
    Ibrahim,Ebrahim,Ibraheem Hassan,Hasan Usman,Osman,Uthman Umar,Omar,Umer Abdul,Abdool Abdullah,Abdulla \
    Akhtar,Akhter,Akther Begum,Begam Khatun,Khatoon Kauser,Kausar,Kousar Parveen,Perveen,Parvin \
    Yasmin,Yasmeen,Yasmine Noreen,Naureen Shaheen,Shahin Chaudhry,Chaudhary,Choudhry,Chowdhury,Choudhury,Chaudry \
    Syed,Sayed,Sayyed Mahmood,Mehmood,Mahmud Rehman,Rahman,Ur-Rahman Miah,Mia,Meah Uddin,Ud-Din \
    Hoque,Haque,Hoq,Haq Siddique,Siddiq,Sadiq Qureshi,Kureshi Shaikh,Sheikh,Shaik Iqbal,Eqbal Nasreen,Nasrin \
    Tahira,Tahera Shamim,Shameem Saeed,Said,Sayeed Catherine,Katherine,Kathryn,Catharine,Cathryn Ann,Anne \
    Sarah,Sara Stephen,Steven,Stephan Philip,Phillip Geoffrey,Jeffrey,Jeffery Alan,Allan,Allen,Alun Ian,Iain \
    Stuart,Stewart Graham,Graeme,Grahame Lesley,Leslie Deborah,Debra,Debora Claire,Clare,Clair Lynn,Lynne,Lyn \
    Rachel,Rachael,Racheal Elizabeth,Elisabeth Michelle,Michele Nicola,Nichola Theresa,Teresa Tracey,Tracy \
    Gillian,Jillian Isabel,Isobel,Isabelle Jonathan,Johnathan,Jonathon Matthew,Mathew Nicholas,Nicolas \
    Sean,Shaun,Shawn Callum,Calum Connor,Conor Darren,Darran,Darron Derek,Derrick Eleanor,Elinor,Elenor \
    Hayley,Haley,Hailey Jacqueline,Jaqueline,Jacquelyn Jayne,Jane Kerry,Kerrie,Kerri Kelly,Kellie \
    Laurence,Lawrence Leanne,Leeanne,Lianne Lindsay,Lindsey,Lynsey Louis,Lewis Marc,Mark Megan,Meghan \
    Natalie,Nathalie Rebecca,Rebekah Reece,Rhys,Rees Sian,Siân Siobhan,Siobhán,Shivaun Sinead,Sinéad Sophie,Sofie \
    Susan,Suzan Terence,Terrance Zoe,Zoë Chloe,Chloë Renee,Renée Sophia,Sofia Lily,Lilly Ellie,Elly Evie,Evey \
    Jasmine,Jasmin,Yasmin Abbie,Abby,Abi Katie,Katy Molly,Mollie Smith,Smyth,Smythe Brown,Browne Clark,Clarke \
    Davis,Davies Thompson,Thomson,Tomson Reid,Read,Reed Shepherd,Sheppard,Shephard,Shepard Philips,Phillips \
    Stephens,Stevens Stephenson,Stevenson Nichols,Nicholls,Nicholl Nicholson,Nicolson Matthews,Mathews \
    Harrison,Harris Pearce,Pierce,Pearse Johnson,Johnston,Johnstone Johns,Jones Morris,Maurice Wilkins,Wilkinson \
    Whittaker,Whitaker Schofield,Scholefield Hodgson,Hodgeson Rogers,Rodgers Greaves,Graves \
    Barraclough,Barrowclough Hargreaves,Hargraves Metcalfe,Metcalf Proctor,Procter Cook,Cooke Moor,Moore \
    Wood,Woods Hayes,Hays Lee,Leigh,Lea Knowles,Noles Wright,Right Green,Greene Walsh,Welsh,Walshe Byrne,Byrnes \
    Burke,Bourke O'Neill,O'Neil,Oneill O'Reilly,O'Riley,Reilly O'Connor,O'Conner,Oconnor O'Brien,O'Brian,Obrien \
    McDonald,MacDonald,Macdonald McKenzie,MacKenzie,Mackenzie McLean,MacLean,McClean McLoughlin,McLaughlin \
    McGuinness,McGuiness,Maginnis McPherson,MacPherson McLeod,MacLeod,McCloud Doherty,Docherty,O'Doherty \
    Kavanagh,Cavanagh Donoghue,O'Donoghue Sandhu,Sandhoo Dhillon,Dillon Grewal,Garewal Singh,Sing Kaur,Kour \
    Patel,Patell Sharma,Sharmah Agarwal,Aggarwal Krishnan,Krishna Wong,Huang Chan,Chen Cheung,Cheong Ng,Eng \
    Leung,Liang Owusu,Owosu Mensah,Mensa Okafor,Okafo Adeyemi,Adeyemo Abdi,Cabdi Ali,Aly,Alli Farah,Faarax \
    Said,Saeed Mohamud,Mahmoud Warsame,Warsama Hodan,Xodan Halimo,Xalimo Kowalski,Kowalsky Wisniewski,Vishnevsky \
    Nowak,Novak Popescu,Popesku Ionescu,Jonescu Al-Hassan,Alhassan,El-Hassan Al-Sharif,Alsharif,Elsharif \
    Al-Khatib,Alkhatib,El-Khatib Haddad,Hadad Mansour,Mansoor Suleiman,Sulaiman,Soliman Khalid,Khaled \
    Tariq,Tarek,Tareq Faisal,Faysal Jamal,Gamal Nour,Noor,Nur Leila,Layla,Laila,Leyla";
