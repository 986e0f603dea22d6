//! Family names other than English ones, commonest first.
//!
//! A no-break space stands within a name of two words (`ap Rhys`); the lexicon makes a plain space of it.
//! Source: ranks follow published lists (National Records of Scotland; Matheson 1894 and later for Ireland; for the others
//! what is common in British cities), written by us.

/// Welsh family names.
pub(super) const WELSH: &str = "Jones Williams Davies Evans Thomas Roberts Lewis Hughes Morgan Griffiths Edwards Owen James Morris Price Rees \
    Phillips Jenkins Harris Lloyd Parry Richards Powell Hopkins Bowen Howells Davis Watkins Llewellyn Pritchard \
    Rowlands Vaughan Ellis Humphreys Bevan Prosser Pugh Probert Gwynne Harries Beynon Mathias Meredith Pryce Rhys \
    Tudor Gethin Penry Bebb Breeze Cadwallader Gittins Onslow Gough Kyffin Maddocks Nicholas Rogers Samuel \
    Treharne Vaughan-Jones Wynne Yorath Blevins Craddock Daniel Eynon Foulkes Ithell Leyshon Mostyn Nanney \
    Protheroe Rosser Sayce Tobias Voyle ap\u{a0}Rhys ap\u{a0}Gwilym ab\u{a0}Owain ap\u{a0}Dafydd ap\u{a0}Huw";

/// Scottish family names.
pub(super) const SCOTTISH: &str = "Smith Brown Wilson Thomson Robertson Campbell Stewart Anderson Macdonald Scott Reid Murray Taylor Clark \
    Mitchell Ross Walker Paterson Young Watson Morrison Miller Fraser Davidson Gray McDonald Henderson Johnston \
    Hamilton Graham Kerr Simpson Martin Ferguson Cameron Duncan Hunter Kelly Bell Grant Mackenzie Mackay Allan \
    Black MacLeod McLean Russell Gibson Wallace Gordon Marshall Stevenson Wood Sutherland Craig Wright McKenzie \
    Kennedy Jones Burns White Muir Murphy Johnstone Hughes Watt McMillan McIntosh Milne Munro Ritchie Dickson \
    Bruce King Crawford Docherty Millar Cunningham Sinclair Williamson Hill McGregor McKay Boyle Shaw Fleming \
    Moore Christie Douglas Donaldson Alexander MacLean Forbes McIntyre Findlay Jamieson Aitken Reilly Thompson Hay \
    Macaulay McFarlane McAllister McKinnon McPherson MacKinnon MacNeil McNeil MacDougall McDougall McCallum \
    McLachlan McLaren McLellan McNab McNaughton McPhee McQueen McRae MacRae McTavish McVey McWilliams MacInnes \
    MacIver MacLennan MacPhail MacPherson Abercrombie Affleck Agnew Baird Balfour Bannerman Barclay Beaton Beattie \
    Blair Borthwick Boyd Brodie Buchanan Burnett Cairns Calder Carmichael Carnegie Chalmers Cheyne Clelland \
    Cochrane Colquhoun Cowan Cowie Crichton Cumming Currie Dalgleish Dalziel Dewar Drummond Dunbar Dundas Dunlop \
    Elliot Erskine Ewing Farquhar Farquharson Forsyth Galbraith Galloway Geddes Gemmell Gilchrist Gillespie \
    Gilmour Glen Gourlay Govan Guthrie Haldane Halliday Heggie Hepburn Heron Hogg Home Houston Hume Imrie Inglis \
    Innes Irvine Jardine Kay Keith Kidd Kilpatrick Kinnear Laing Laird Lamont Lang Leckie Leitch Lennox Leslie \
    Lindsay Livingstone Lockhart Logan Lorimer Lumsden Lyon Mair Maitland Malcolm Masterton Mather Maxwell Melrose \
    Melville Menzies Moffat Moncrieff Monteith Montgomery Moodie Mowat Naismith Napier Nairn Nicol Nimmo Ogilvie \
    Oliphant Orr Paisley Peebles Petrie Pirie Pollock Pringle Purdie Rae Ramsay Rankin Rattray Renwick Riddell \
    Rennie Rutherford Scrimgeour Semple Seton Skene Sloan Somerville Speirs Spence Strachan Struthers Swinton Tait \
    Tennant Troup Turnbull Urquhart Waddell Wardlaw Weir Wemyss Wishart Wotherspoon Wylie Yuill";

/// Irish family names.
pub(super) const IRISH: &str = "Murphy Kelly O'Sullivan Walsh Smith O'Brien Byrne Ryan O'Connor O'Neill O'Reilly Doyle McCarthy Gallagher \
    O'Doherty Kennedy Lynch Murray Quinn Moore McLaughlin O'Carroll Connolly Daly O'Connell Wilson Dunne Brennan \
    Burke Collins Campbell Clarke Johnston Hughes O'Farrell Fitzgerald Brown Martin Maguire Nolan Flynn Thompson \
    O'Callaghan O'Donnell Duffy O'Mahony Boyle Healy O'Shea White Sweeney Hayes Kavanagh Power McGrath Moran Brady \
    Stewart Casey Foley Fitzpatrick O'Leary McDonnell McMahon Donnelly Regan Donovan Burns Flanagan Mullan Barry \
    Kane Robinson Cunningham Griffin Kenny Sheehan Ward Whelan Lyons Reid Graham Higgins Cullen Keane King Maher \
    McKenna Bell Scott Hogan O'Keeffe Magee McNamara McDonald McDermott Molony O'Rourke Buckley O'Dwyer Crowley \
    Hickey Farrelly Coughlan Costello Conway Corrigan Cosgrave Cassidy Carey Carr Clancy Coleman Conlon Conroy \
    Corcoran Coyle Coyne Crilly Cronin Cuddy Curran Curtin Darcy Deasy Deegan Delaney Dempsey Dillon Dolan \
    Donoghue Doolan Dowling Downey Driscoll Duggan Egan Fagan Fahy Fallon Feeney Feely Finnegan Finnerty Flaherty \
    Fogarty Forde Furlong Gaffney Galvin Garvey Geraghty Gilligan Gleeson Gorman Grady Hanley Hannon Hanrahan \
    Harkin Haughey Heffernan Hennessy Horan Horgan Hurley Joyce Keating Keegan Keenan Kehoe Kelleher Kerins Kiely \
    Kiernan Kilbride Kilduff Kinsella Lacey Lafferty Lally Larkin Lawlor Leahy Leonard Loughran Lowry Madden \
    Magennis Mahon Malone Mangan Mannion McAleer McArdle McAteer McAuley McBride McCabe McCaffrey McCann McCormack \
    McCourt McCoy McCready McCrory McCullough McDaid McElroy McEvoy McFadden McGee McGinley McGinty McGovern \
    McGowan McGuinness McGuire McGuigan McHugh McInerney McIntyre McKeever McKeown McKiernan McLoughlin McManus \
    McMullan McNally McNulty McQuaid McQuillan McShane McVeigh Meehan Melia Molloy Monaghan Mooney Morrissey \
    Mulcahy Mulholland Mulligan Mullins Mulvey Naughton Neary Neville Noonan Nugent O'Boyle O'Byrne O'Dea \
    O'Driscoll O'Flaherty O'Gorman O'Grady O'Hagan O'Halloran O'Hanlon O'Hara O'Hare O'Kane O'Loughlin O'Malley \
    O'Meara O'Riordan O'Rahilly O'Toole Phelan Plunkett Prendergast Quigley Quinlan Rafferty Redmond Reidy Rooney \
    Roche Scanlon Scully Shanahan Shannon Sheridan Slattery Slevin Spillane Tierney Timoney Tobin Toner Tracey \
    Treacy Tuohy Twomey Tyrrell Waldron Ó\u{a0}Briain Ó\u{a0}Murchú Ní\u{a0}Dhomhnaill Mac\u{a0}Giolla\u{a0}Phádraig de\u{a0}Búrca";

/// Pakistani family names.
pub(super) const PAKISTANI: &str = "Khan Hussain Ahmed Ali Mahmood Iqbal Akhtar Malik Shah Mirza Butt Raja Begum Bibi Mohammed Akram Ashraf Aslam \
    Anwar Arshad Ayub Aziz Azam Bashir Bhatti Chaudhry Chaudhary Chohan Choudhry Dar Farooq Ghafoor Hanif Haq \
    Hassan Hayat Hamid Ilyas Ishaq Ishfaq Jabbar Jamil Janjua Javed Kausar Kayani Khalid Khaliq Khatoon Latif \
    Mahboob Majid Manzoor Masood Mehmood Mughal Munir Mushtaq Nadeem Naseem Nawaz Nazir Parveen Qadir Qayyum \
    Qureshi Rafiq Rahman Ramzan Rashid Raza Rehman Riaz Sabir Sadiq Saeed Saleem Sarwar Satti Shabir Shafi Shafiq \
    Shaheen Shahid Shaikh Sharif Shaukat Siddique Siddiqui Sultan Syed Tariq Tahir Wahid Yaqub Yasin Yasmin Younis \
    Yousaf Yousuf Zafar Zaman Zia Abbas Abbasi Afzal Alam Amin Amjad Arif Asghar Awan Baig Bukhari Dad Gulzar \
    Habib Haider Hashmi Idrees Imran Islam Jehangir Kauser Kazmi Lone Mir Nisar Pervez Rana Sajid Tabassum Taj \
    Waheed Zaheer";

/// Pakistani women's second names, used in place of a family name.
pub(super) const PAKISTANI_WOMEN: &str = "Begum Bibi Akhtar Kauser Parveen Khatoon Bi Kausar Jan Shaheen Yasmin Tabassum Nasreen Fatima Sultana Noreen \
    Jabeen Naz Firdous Rani";

/// Bangladeshi family names.
pub(super) const BANGLADESHI: &str = "Uddin Ali Rahman Ahmed Islam Miah Khan Hussain Chowdhury Hoque Alam Choudhury Begum Khatun Bibi Akhtar Akther \
    Sultana Hossain Karim Kabir Haque Khanom Malik Mia Hasan Choudhary Aziz Bari Bhuiyan Chanda Das Deb Ghani \
    Gofur Hakim Hamid Haroon Jalil Kalam Khalique Kamali Latif Mannan Matin Mukit Mumin Nessa Noor Quddus Quayum \
    Rob Rouf Salam Sarkar Sikder Subhan Talukdar Tarafdar Ullah Wahid Zaman";

/// Bangladeshi women's second names, used in place of a family name.
pub(super) const BANGLADESHI_WOMEN: &str =
    "Begum Khatun Bibi Akther Sultana Khanom Nessa Parvin Yasmin Jahan Ara Banu";

/// Indian (mostly Gujarati, Hindi and southern) family names.
pub(super) const INDIAN: &str = "Patel Shah Sharma Kumar Mistry Desai Parmar Mehta Joshi Chauhan Gupta Solanki Lad Naik Pandya Panchal Rao \
    Reddy Nair Iyer Menon Pillai Krishnan Subramanian Verma Singh Agarwal Amin Anand Arora Bakshi Bhatt Bhagat \
    Bhakta Bose Chandra Chatterjee Chavda Chopra Dave Dhokia Dixit Gandhi Ghosh Goswami Hirani Jadeja Jain Jani \
    Jethwa Kapoor Kara Kapadia Kerai Khanna Khatri Kotecha Lakhani Limbachia Makwana Malhotra Mehra Mishra Modi \
    Modhwadia Mukherjee Nathwani Odedra Pancholi Pankhania Parekh Popat Prajapati Raja Rana Raval Raichura Rathod \
    Ruparelia Saini Sanghvi Sen Seth Sethi Shukla Sinha Sodha Soni Sood Tailor Thakkar Thakrar Thakur Trivedi \
    Tandon Vaghela Varsani Vyas Vekaria Yadav Karthikeyan Venkatesan Ramachandran Narayanan Srinivasan Thomas \
    Mathew Varghese";

/// Punjabi Sikh family names.
pub(super) const SIKH: &str = "Singh Kaur Gill Sandhu Dhillon Sidhu Grewal Bains Dhaliwal Sahota Johal Sangha Virk Uppal Bhogal Sohal Rai \
    Mann Hayer Atwal Purewal Randhawa Cheema Chahal Aujla Basra Bansal Bassi Bhandal Bahia Biring Birdi Brar Chana \
    Chaggar Dhanda Dhami Dhesi Deol Deu Digpal Dosanjh Flora Gahir Ghuman Heer Hothi Hundal Jagpal Jandu Jhutti \
    Jutla Kalsi Kang Khaira Khangura Khera Kooner Lall Lotay Mahal Malhi Matharu Mavi Minhas Mudhar Mundi Nagra \
    Nijjar Nahal Notay Padda Pannu Panesar Plaha Rehal Riyat Roopra Sagoo Samra Sanghera Sehmi Sembhi Shergill \
    Somal Sond Sumal Takhar Thandi Thiara Toor Ubhi Vilkhu Virdee Virdi";

/// Nigerian, Ghanaian and neighbours' family names.
pub(super) const WEST_AFRICAN: &str = "Mensah Owusu Boateng Asante Osei Appiah Okafor Adeyemi Okoro Adebayo Okeke Eze Nwosu Adewale Ogunleye Balogun \
    Ajayi Amoah Antwi Agyemang Addo Acheampong Boakye Darko Frimpong Gyamfi Kwarteng Nkrumah Ofori Opoku Oppong \
    Sarpong Yeboah Amponsah Ansah Asamoah Donkor Danso Quaye Tetteh Lartey Ankrah Arthur Aidoo Baffoe Bonsu Dankwa \
    Essien Fosu Gyasi Kyei Marfo Nyarko Obeng Poku Tawiah Abubakar Adekunle Adeleke Adesanya Adeola Afolabi Agbaje \
    Aina Akande Akinola Akintola Alabi Amadi Aniekwe Anyanwu Awolowo Babalola Bakare Bello Chukwu Dada Danjuma \
    Ekwueme Emenike Fashola Hassan Ibekwe Ibrahim Idowu Igwe Ikpeba Iroegbu Iwu Johnson Kalu Lawal Madu Musa Nnadi \
    Nnamdi Nwachukwu Nwankwo Obi Odukoya Ogbonna Ogundele Ojo Okonkwo Okonjo Okpara Oladipo Olaniyan Olatunji \
    Olayinka Onuoha Onyeka Osagie Oyelaran Salami Sanusi Solanke Suleiman Uche Udoh Uzoma Williams Yakubu Yusuf \
    Bangura Kamara Conteh Koroma Sesay Kargbo Turay Jalloh Bah Diallo Ceesay Jallow Touray";

/// Caribbean family names.
pub(super) const CARIBBEAN: &str = "Brown Williams Campbell Smith Clarke Johnson Thompson Gordon Grant Francis Lewis Morgan James Reid Bailey \
    Edwards Richards Wright Stewart Walker Henry Scott Davis Thomas Joseph Charles Samuels Bennett Allen Morris \
    Robinson Simpson Anderson Phillips Graham Blake Palmer Roberts Powell Gayle Green Dixon Ellis Douglas Hall \
    Hinds Wilson Young Christie Barrett Beckford Brathwaite Bryan Burke Burrell Cameron Chambers Cumberbatch Daley \
    Dacosta Dawkins DeSouza Duncan Facey Ferguson Findlay Forbes Foster Fuller Gittens Golding Goulbourne \
    Griffiths Harewood Hibbert Hylton Jarrett Kerr Lawrence Levy Lindo Livermore Lynch Malcolm Marshall McDonald \
    McFarlane McIntosh McKenzie McLean McLeod Nelson Nugent Oliver Osbourne Pinnock Plummer Prince Pryce Ranger \
    Salmon Shand Shirley Stephenson Sterling Swaby Taylor Tulloch Vassell Wallace Webb Whyte Wint Worrell";

/// Polish family names.
pub(super) const POLISH: &str = "Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski \
    Kozłowski Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski \
    Michalski Król Wieczorek Jabłoński Wróbel Nowakowski Majewski Olszewski Stępień Malinowski Jaworski Adamczyk \
    Dudek Nowicki Pawlak Górski Witkowski Walczak Sikora Baran Rutkowski Michalak Szewczyk Ostrowski Tomaszewski \
    Pietrzak Zalewski Wróblewski Marciniak Jasiński Zawadzki Bąk Jakubowski Sadowski Duda Włodarczyk Chmielewski \
    Borkowski Sokołowski Szczepański Sawicki Kucharski Lis Maciejewski Kubiak Kalinowski Wysocki Mazurek Kołodziej \
    Kaźmierczak Czarnecki Sobczak Konieczny Urbański Głowacki Zakrzewski Sikorski Krajewski Laskowski Gajewski \
    Szulc Makowski Brzeziński Baranowski Przybylski Kaczmarczyk Borowski Cieślak Błaszczyk Górecki Szczepaniak \
    Chojnacki Mróz Leszczyński Kozak Czerwiński Andrzejewski Janik Wasilewski";

/// Romanian family names.
pub(super) const ROMANIAN: &str = "Popa Popescu Ionescu Pop Radu Dumitru Stan Stoica Gheorghe Matei Ciobanu Rusu Dumitrescu Constantin Marin \
    Mihai Florea Munteanu Stoian Diaconu Toma Barbu Sandu Ilie Dinu Nistor Ene Lazăr Voicu Oprea Iancu Cojocaru \
    Neagu Georgescu Andrei Moldovan Lungu Stănescu Manea Nedelcu Preda Drăgan Mocanu Rotaru Ungureanu Ursu Șerban \
    Tănase Tudor Vasile Vlad Zamfir Bălan Bucur Ciobotaru Costea Crăciun Cristea Croitoru Dobre Enache Filip \
    Gavrilă Grigore Ionita Iordache Luca Lupu Mihăilă Miron Moraru Muresan Nagy Negru Nicolae Olaru Olteanu \
    Paraschiv Pavel Petre Petrescu Roman Sava Simion Szabo Varga Vaduva";

/// Chinese (Cantonese and Mandarin) family names.
pub(super) const CHINESE: &str = "Chan Wong Li Chen Wang Lee Zhang Liu Cheung Leung Ng Ho Lau Lam Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Lin \
    Guo He Gao Luo Zheng Liang Xie Tang Han Cao Deng Feng Tsang Yip Chow Tse Kwok Fung Law Yeung Mak Chu Kwan Yuen \
    Lai Man Pang Hui Tam Choi Poon Siu Au Kan Lo To Cheng Chiu Chung Fan Fok Hung Ip Kong Lui Mok Ngai Pun Shum \
    Sze Szeto Tai Tong Tsui Wan Yau Yu Yung Ouyang Situ Zeng Peng Pan Yuan Dong Jiang Cai Jia Ding Wei Xue Ye Yan \
    Du Dai Xia Zhong Tian Ren";

/// Arabic family names.
pub(super) const ARABIC: &str = "Ahmed Mohamed Ali Hassan Ibrahim Mohammed Saleh Hussein Al-Hassan Al-Masri Abdullah Khalil Mahmoud Mustafa \
    Omar Said Salem Yousef Abbas Abdelrahman Abdulla Al-Ahmad Al-Ali Al-Dulaimi Al-Ghamdi Al-Hashimi Al-Jaburi \
    Al-Janabi Al-Khatib Al-Maliki Al-Najjar Al-Obaidi Al-Qadi Al-Rawi Al-Saadi Al-Sharif Al-Shammari Al-Sudani \
    Al-Tamimi Al-Zubaidi Alkhaldi Almansoori Alsharif Aziz Bakri Ben\u{a0}Ali Ben\u{a0}Salah Bouazizi Bouzid El-Amin \
    El-Sayed El-Tayeb Elhassan Elmi Farag Fares Ghali Haddad Hamad Hamdan Hamed Hariri Idris Ismail Issa Jaber \
    Jamal Kabbani Kadhim Kanaan Karim Khoury Mansour Masoud Mourad Nasser Nour Osman Qasim Rahman Ramadan Rashid \
    Saad Sabbagh Salim Salman Shaheen Shahin Suleiman Taha Tawfiq Yasin Yassin Zaki Zidan";
