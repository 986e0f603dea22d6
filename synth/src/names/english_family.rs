//! English family names: the common ones by rank, and the parts from which the many rare ones are made.
//!
//! Real Britain has tens of thousands of rare family names, most of them from places, and half of the people bear one;
//! how hard linking is depends on it. Listing them would mean copying a register, so the tail is composed: first parts and
//! last parts of place names (Ains + worth), and fathers' names with their endings (Dob + son).
//! Source: ranks after the Office for National Statistics' surname counts of 2002, as published facts.

/// The common ones, commonest first.
pub(super) const RANKED: &str = "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts \
    Green Hall Wood Jackson Clarke Harris Clark Turner Hill Cooper Thomas Lewis Edwards Hughes Ward Morris Martin \
    Moore Watson Harrison Baker Morgan Allen James King Parker Scott Phillips Young Mitchell Lee Bell Cook Bennett \
    Bailey Shaw Cox Miller Carter Richardson Marshall Anderson Simpson Collins Price Richards Adams Wilkinson \
    Foster Gray Ellis Chapman Webb Mills Rogers Barnes Knight Mason Hunt Palmer Dixon Holmes Butler Matthews \
    Harvey Lloyd Kelly Stevens Barker Fisher Fletcher Pearson Graham Russell Howard Andrews Reynolds Ford Elliott \
    Saunders Payne Fox West Pearce Day Brooks Dean Cole Lawrence Bradley Booth Atkinson Walsh Rose Spencer Burton \
    Gibson Gardner Hart Wells Watts Carr Burgess Hudson Gill Lane Armstrong Newman Hawkins Hayes Stephens Bird \
    Hewitt Riley Dunn Perry Woods Parsons Nicholson Grant Francis Warren Page Porter Lowe Berry Osborne Reed May \
    Freeman Jenkins Nicholls Woodward Rhodes Barrett Lambert Cross Bishop Long Gordon Lawson Arnold Hopkins Sutton \
    Slater Tucker Cooke Harding Peters Sharp Willis Barber Austin Johnston Hamilton Hancock Hodgson Doyle Coleman \
    Curtis Kemp Oliver Stone Mellor Potter Naylor Stewart Hardy Webster Wallis Ross Burns Todd Reid Short Nash \
    Norris Cunningham Greenwood Sykes Thornton Wheeler Bates Waters Fuller Swift Dawson Barlow Hobbs Goodwin \
    Norman Baldwin Griffin Miles Fowler Bond Frost Sanders Kirk Bowen Mann Walton Steele Wade Manning Kay Bull \
    Gregory Bryant Cartwright Wall Leach Holland Noble Flynn Byrne Charlton Heath Ball Chambers Doherty Hammond \
    Yates Haynes Hilton Kennedy Perkins Weston Hartley Nelson Waller Little Summers Goddard Parkinson Thorpe \
    Fitzgerald Daniels Lucas Franklin Sheppard Humphries Reeves Jarvis Higgins Holt Abbott Cameron Dickinson \
    Schofield Poole Pratt Whitehead Power Whittaker Wilkins Blake Nolan Storey Cullen Welch Tyler Buckley Garner \
    Moss Benson Read Bruce Duffy Clayton Crawford Hooper Hayward Beaumont Pickering Field Weaver Quinn Ingram \
    Howell Donnelly Barton Hyde Randall Vincent Pritchard Leonard Bartlett Blackburn Rowe Coates Metcalfe Chadwick \
    Preston Bentley Barry Davey Savage Archer Sullivan Talbot Kirby Connolly Cunliffe Farrell Sharpe Crowther \
    Ashworth Stanley Wyatt Parry Gibbs Herbert Hopkinson Middleton Vaughan Carroll Dale Fraser Lord Marsden Clegg \
    Bryan Winter Spence Ramsden Brennan Birch Winstanley North Gough Glover Watkins Sutcliffe Conway Horton Allan \
    Skinner Rowley Hodge Hurst Bolton Kent Hicks Atkins Mahoney Warner Sinclair Wolfe Wareham Bowden Tomlinson \
    Ellison Farmer Bray Brookes Stokes Houghton Daly Dyer Haigh Gilbert Duncan Croft Dodd Seymour Bourne Godfrey \
    Hargreaves Crook Haywood Lyons Nixon Pike Kenyon Pollard Blackwell Church Firth Chandler Pope Bullock Hirst \
    Barnett Squires Ridley Swain Lister Robson Charles Whitehouse Cheetham English Myers Aspinall Goodman \
    Whitfield Craven Wakefield Fielding Peacock Stephenson Wilkes Armitage Patterson Hobson Dobson Massey \
    Duckworth Kershaw Hulme Pugh Broadbent Sanderson Winterbottom Oldham Ogden";

/// The next most common, in no order: each is about as likely as the next.
pub(super) const COMMON: &str = "Bailes Bannister Barraclough Bradshaw Brearley Briggs Broadhurst Brook Brough Burrows Butterworth Calvert \
    Capstick Carver Casson Clough Cockcroft Cousins Crabtree Crossley Cropper Dewhirst Dewhurst Dyson Earnshaw \
    Eastwood Emmott Farrar Feather Fenton Fieldhouse Frankland Gaunt Gledhill Greaves Haley Hanson Hardcastle \
    Haworth Hebden Hepworth Heywood Hinchliffe Holdsworth Holroyd Horsfall Hoyle Illingworth Ingham Jagger Jowett \
    Judson Kaye Kellett Lockwood Lofthouse Longbottom Lumb Mallinson Midgley Moorhouse Mortimer Murgatroyd Nutter \
    Oddy Oldroyd Outhwaite Parkin Petty Pickles Priestley Radcliffe Redfearn Redman Rushworth Rushton Saville \
    Scholes Shackleton Sharples Shepherd Simpkin Smithies Speight Stansfield Stead Stott Sugden Sunderland Swales \
    Tattersall Teal Tempest Tetlow Thackray Thwaites Tordoff Uttley Varley Verity Waddington Wainwright Walmsley \
    Waterhouse Waterworth Whiteley Whitham Wigglesworth Womersley Woodhead Wormald Abrahams Ackroyd Addison Adcock \
    Alderson Aldridge Alexander Allison Allsop Ambler Amos Appleby Appleton Archibald Arrowsmith Ashby Ashton \
    Askew Astley Avery Bacon Bagnall Bagshaw Bainbridge Baines Banks Barron Bassett Batchelor Bateman Batty Baxter \
    Beadle Beal Bean Beard Beattie Beck Beckett Bedford Beech Beer Benton Best Bevan Biggs Billington Bingham \
    Binns Birkett Black Blackman Blair Bland Blanchard Bligh Bloom Blunt Boardman Bolland Bonner Boon Boswell \
    Bottomley Boulton Bowers Bowes Bowker Bowles Bowman Boyd Boyce Bradbury Bradford Brady Bramley Brandon Brewer \
    Bridges Briscoe Bristow Britton Broad Broadley Bromley Brooke Broomfield Browning Brownlow Brunt Buck Buckland \
    Budd Bunting Burdett Burke Burnett Burnley Burrell Bush Butcher Butterfield Byrom Cain Caldwell Callaghan \
    Campbell Cannon Cardwell Carey Carlisle Carney Carpenter Castle Catterall Cawthorne Chalmers Champion Chappell \
    Chatterton Cheshire Child Chilton Chivers Clements Cliff Clifford Clifton Close Cobb Cockburn Coe Colbert \
    Coles Collier Collinson Combes Connell Connor Constable Conroy Coombes Copley Corbett Corner Cornish Cornwell \
    Cotterill Cotton Coulson Coulter Court Coward Cowley Crane Crawshaw Creighton Crisp Critchley Crompton Cronin \
    Crosby Crouch Crowe Crowley Cruickshank Crump Culver Cummings Curran Currie Curry Dalby Dalton Darby \
    Darlington Davenport Davidson Davison Deakin Dearden Delaney Denham Denison Dent Denton Derbyshire Devlin \
    Dickens Dickson Dilworth Dobbs Dodds Dodson Dolan Donaldson Donovan Dougherty Douglas Dowling Downes Downing \
    Drake Draper Drew Driver Drummond Duckett Dudley Duffield Duke Dunbar Durham Durrant Dutton Eagle Earl East \
    Easton Eaton Eccles Eden Edge Edmonds Egan Eldridge Elias Elkins Elliot Ellwood Elsworth Emerson Emery \
    Emmerson Errington Everett Ewart Exley Eyre Fairbairn Fairclough Fairhurst Farnworth Farrow Faulkner Fawcett \
    Fearn Featherstone Fell Felton Ferguson Fern Fernley Finch Findlay Finlay Finney Finnigan Fish Flanagan \
    Fleming Flint Flood Fogg Foley Forbes Foreman Forrest Forshaw Forster Forsyth Foulds Fountain Foy France \
    Frazer French Fretwell Froggatt Fry Fullerton Furness Gale Gallagher Galloway Gardiner Garland Garnett Garrett \
    Garside Gaskell Gates Gee George Gibbons Gibbins Gifford Gilchrist Giles Gillespie Gilmore Gleeson Glenn \
    Goldsmith Goode Goodall Goodfellow Gooding Goodyear Gorman Gosling Gould Grace Grainger Grave Graves Greatorex \
    Greenhalgh Greenfield Greening Gregson Grice Griffiths Grime Grimshaw Grundy Guest Gunn Guy Hackett Haddon \
    Hadfield Hague Haines Hale Hallam Halliday Halliwell Hallworth Halstead Hamer Hampson Hampton Hanley Hannah \
    Hannon Hardman Hardwick Hardie Hargrave Harker Harland Harper Harries Harrington Harrop Harwood Haslam Hassall \
    Hastings Hatton Hawksworth Hawley Hawthorne Hayden Haydock Hayter Hazlehurst Head Healey Healy Heap Heaton \
    Hemingway Hemsley Henderson Hendry Hennessy Henry Henshaw Herring Hesketh Heslop Hibbert Hickey Hickman \
    Higginbottom Higgs Higson Hindle Hinds Hinton Hitchcock Hoare Hodgkinson Hodgkiss Hogan Hogg Holden Holder \
    Hole Holgate Holliday Hollingworth Hollins Hollis Holloway Holman Hood Hope Hopper Horn Horne Hornby Horner \
    Horsley Hough Houlden House Houston Howarth Howe Howells Howes Hubbard Huddleston Huggins Hull Humphrey \
    Humphreys Hurd Hutchings Hutchins Hutchinson Hutton Ibbotson Inman Ireland Irvine Irving Irwin Isherwood Ives \
    Ivory Jacob Jacobs Jacques Jameson Jamieson Jeffery Jefferson Jeffries Jennings Jepson Jewell Johns Jolly \
    Jordan Joseph Joyce Judd Judge Kane Kavanagh Keane Kearns Keating Keeling Keenan Kelsall Kendall Kendrick \
    Kenworthy Kerr Kidd Kilburn Kimber Kirkbride Kirkham Kirkman Kirkpatrick Kirkwood Kitchen Kitching Kitson \
    Kilner Knott Knowles Knox Lacey Laing Laird Lamb Lancaster Langford Langley Langton Larkin Last Latham Law \
    Lawler Lawton Laycock Leadbetter Leake Leaver Ledger Leech Lees Leeson Legg Leigh Lennon Leslie Lester Leyland \
    Liddell Lightfoot Lilley Lincoln Lindley Lindsay Lines Linton Littlewood Livesey Locke Lockett Lodge Lomas \
    Lomax London Longden Lonsdale Love Lovell Lowther Loxley Luke Lund Lunn Lunt Lynch Lynn Lyon Mace Mack Mackie \
    Maddox Madden Maguire Maher Maine Major Makin Malcolm Malone Maloney Maltby Manley Mansell Mansfield Mansley \
    Markham Marks Marland Marlow Marriott Marsh Marston Martindale Maskell Masters Mather Matheson Mawson Maxwell \
    Mayer Mayes Mayor Mead Meadows Mears Medlock Mercer Meredith Merrick Merritt Metcalf Michael Middlemass \
    Milburn Millar Millard Millington Milne Milner Milton Mitchelson Moffat Molloy Molyneux Monk Montgomery Moody \
    Mooney Moon Moorcroft Moran Moreton Morley Morrell Morrison Morse Morton Moseley Mosley Mottram Mould Mountain \
    Moxon Mullen Mulligan Mullins Mundy Munro Munroe Murray Muscroft Nally Naughton Neal Neale Needham Neville \
    Newbold Newby Newell Newsome Newton Nightingale Nuttall Oakes Oakley Oates Odell Ogilvie Olley Onions Orme \
    Ormerod Orr Orrell Osborn Oswald Otley Overend Owens Oxley Padgett Paige Paine Pallister Palin Park Parkes \
    Parks Parnell Parrott Parr Partington Partridge Pascoe Paterson Patrick Patten Patton Paul Paxton Payton Peach \
    Peake Pearse Peat Peel Pegg Pemberton Pender Pendlebury Penn Pennington Pepper Percival Perks Peterson Phelan \
    Philips Phipps Pick Pickard Pickersgill Pickford Pickup Pierce Pilkington Pilling Pinder Pitt Pitts Platt \
    Plant Plummer Podmore Poulter Poulton Powell Prescott Pridmore Prior Pritchett Procter Proctor Prosser Pryor \
    Purcell Purdy Pye Quigley Quirk Rae Rafferty Raine Rainford Raistrick Ramsey Rand Rankin Ratcliffe Raven \
    Rawlings Rawlinson Rawson Ray Rayner Raynor Redmond Redshaw Rees Reeve Regan Reilly Relph Renshaw Revell Rice \
    Rich Richmond Rickards Riddell Rider Rigby Rimmer Ritchie Rix Roach Robb Robbins Roberson Robertshaw Robertson \
    Robins Roche Rodgers Roe Roebuck Rolfe Rollinson Roper Roscoe Rothwell Round Rowan Rowbotham Rowland Rowlands \
    Rowles Royle Rudd Ruddock Rudge Rush Rutherford Rutter Ryan Ryder Salisbury Salmon Salt Salter Sampson Samuels \
    Sandford Sandham Sands Sargent Saxton Sayer Sayers Scarborough Scargill Scotson Seal Seddon Sellers Senior \
    Severn Sewell Sexton Seaton Sharman Sharrock Shanks Shannon Shelton Sheldon Sheridan Sherratt Sherwin Sherwood \
    Shields Shipley Shirley Shore Shuttleworth Sidebottom Silver Silcock Simcox Simm Simms Simmonds Simmons Simon \
    Simons Sims Singleton Skelton Skipper Slack Slade Slattery Slee Sloan Smalley Smallwood Smart Smedley \
    Smethurst Smithson Snape Snell Snow Snowden Southern Southall Southworth Sowden Sowerby Spalding Sparkes \
    Sparrow Spears Spedding Speed Speirs Spicer Spooner Spry Stacey Stafford Stainton Standish Stanfield Stannard \
    Stanton Stapleton Stark Starkey Steel Steer Stephen Sterling Stevenson Stirling Stockdale Stocks Stockton \
    Stoddart Stoker Stoner Storr Stothard Stratton Street Stringer Strong Stubbs Styles Sumner Surtees Swallow \
    Swann Sweeney Swinburne Swindells Symonds Tait Tanner Tate Taylorson Teague Templeton Tennant Terry Thacker \
    Thirkell Thom Thomson Thornber Thorne Thornhill Thorp Threlfall Thwaite Tiernan Tillotson Timms Tindall \
    Titterington Tobin Todhunter Tolson Tomkins Tomlin Tonge Tootill Topham Topping Towers Townend Townley \
    Townsend Travis Treadwell Tremlett Trent Trotter Troughton Tully Tunnicliffe Turnbull Turton Tweddle Twigg \
    Tyson Underhill Underwood Unsworth Unwin Upton Usher Valentine Vance Vernon Vickers Victory Viner Vickerman \
    Wadsworth Wagstaff Waite Wakeman Walden Waldron Wales Walford Wallace Wallwork Walters Warburton Ware Wardle \
    Wareing Warrington Warwick Wass Waterfield Waterson Watkinson Watmough Weatherill Weatherley Webber Webley \
    Weir Welbourne Welford Weller Welsh Wesley Westwood Whalley Wharton Wheatley Wheeldon Whelan Whitaker \
    Whitbread Whitby Whitcombe Whitlock Whitmore Whittam Whittington Whittle Whitworth Whyte Wickham Widdop \
    Wiggins Wilcock Wilcox Wild Wilde Wilding Wildman Wiles Wilkie Wilks Willcock Willey Williamson Willmott \
    Willoughby Wills Wilmot Windle Windsor Wing Winn Winship Winstone Winterburn Wise Witham Withers Withington \
    Witty Wolstenholme Woodall Woodcock Woodfield Woodhouse Woodman Woodruff Woodrow Woodson Woodworth Wooldridge \
    Woolley Woolfenden Wootton Wordsworth Worrall Worsley Worth Worthington Wragg Wrigglesworth Wrigley Wynn \
    Yarwood Yeates Yeo Yorke Younger Youngs";

/// Names with particles, between bars because of their spaces; brought by ancestors from abroad, borne by few each.
pub(super) const PARTICLES: &str = "van der Merwe|de Souza|St John|de Silva|van den Berg|dos Santos|Le Blanc|di Marco|\
    von Bergen|da Costa|de la Haye|van Dijk|du Toit|De'Ath|Le Fevre|della Rocca|ter Braak|La Porta|St Clair|de Freitas";

/// First parts of names from places.
pub(super) const PLACE_STARTS: &str = "Ack Ad Ains Al Alder Ald Am Ap Apple Arm Arn Ash Asp As At Aud Ays Bab Back Bad Bag Bal Ban Bar Bark Barn Bas \
    Bat Beck Bed Bel Ben Bent Ber Bever Bick Bid Bil Bin Birk Birt Bish Black Blag Blake Blan Bles Bol Bon Boot \
    Bos Bot Bough Boul Bow Box Brack Brad Brain Bram Bran Bras Bray Bre Bret Brig Brin Bris Brit Brock Brod Brom \
    Broom Brough Bruns Buck Bul Bun Bur Burn Bus But Butter Cal Cam Can Car Carl Cart Cas Cat Caw Chal Char Chat \
    Ched Chel Ches Chid Chil Chip Chor Clap Clay Cleg Clif Clin Clo Cob Cock Cod Col Cold Coll Con Cop Cor Cot Cow \
    Crag Cran Craw Cray Cres Crick Crim Crof Crom Cros Crow Crox Cud Cul Cum Cun Dal Dan Dar Daw Deb Deer Den Der \
    Dew Did Dig Dil Din Dod Don Dor Dow Drax Dray Drif Duck Dud Duf Dun Dur Dut East Eck Ed Eg El Elk Ell Elm \
    Ember Ems En Es Ever Ew Ex Fair Fal Far Farn Faw Fel Fen Fern Fin Fir Fish Flax Flint Fol For Fos Foul Fox \
    Fram Frod Ful Fur Gad Gain Gal Gam Gar Gars Gas Gay Ged Gil Gis Glas Glos Gold Good Gos Got Graf Grand Gras \
    Gray Green Gres Grim Grin Gros Guis Gun Hack Had Hail Hal Ham Hamp Han Har Hard Hare Hark Harl Has Hat Haver \
    Haw Hay Hazel Heath Hed Hel Hem Hen Hep Her Hes Het Hex Hey Hib Hick High Hil Hin Hod Hog Hol Holm Hop Hor \
    Horn Hors Hot Hough How Hox Huck Hud Hul Hum Hun Hur Hus Hut Ibb Ick Il Ing In Ips Irt Is Keg Kel Kem Ken Kes \
    Ket Kex Kid Kil Kim Kin King Kip Kirk Kis Kit Knap Knight Knot Lang Lan Lap Lar Lath Lax Lay Leck Led Lees \
    Leigh Len Let Lever Lid Light Lil Lin Lind Lit Liver Lock Lod Lof Long Lop Los Loth Low Lox Lud Lum Lus Lut \
    Lyd Lyn Mal Man Map Mar Mark Mas Mat May Med Mel Mere Mers Mick Mid Mil Min Mir Mit Mod Mol Mon Moor Mor Mos \
    Mot Mul Mus Myth Nant Nap Nes Net New Nib Nor North Not Nun Nut Oak Od Og Ol Old Orm Or Os Ot Out Over Ox Pack \
    Pad Pap Park Pas Pat Pax Peb Ped Pel Pem Pen Per Pet Pick Pil Pin Plas Plum Pock Pol Pon Pop Por Pot Pres Prid \
    Pris Pur Put Quen Quern Quin Rad Rag Rain Rams Ran Rat Raven Raw Ray Red Reed Ren Rep Rib Rich Rid Rig Rip Ris \
    Rock Rod Rol Rom Ros Roth Rough Row Rox Roy Rud Ruf Rum Run Rus Rush Rut Rye Sad Saf Sal Salt Sam San Sand Saw \
    Sax Scar Sca Scor Scot Scul Sea Sed Sef Sel Set Shack Shad Shaf Shal Shap Shar Shel Shep Sher Ship Shir Shore \
    Short Shut Sib Sil Sim Sin Skel Skip Slade Sled Sling Small Smeth Snel Snow Sod Sol Som South Sow Spal Spar \
    Spof Stain Stal Stan Staple Stav Stead Stock Stoke Ston Stone Stop Stour Strat Stret Strick Stud Stur Sud Suf \
    Sul Sum Sun Sut Swain Swan Swin Syd Tad Tal Tan Tap Tar Tat Taver Ted Tem Ten Tet Thack Thet Thick Thirl Thorn \
    Thor Thrap Thur Tick Til Tim Tin Tip Tod Tol Ton Top Tor Tot Tow Tran Tre Trow Tud Tun Turn Twis Tyn Uck Ul \
    Under Up Ups Ux Wad Wain Wake Wal Walk Wan War Ward Wark Warm Was Water Wat Way Wed Wel Wen Wes West Wet Whar \
    What Wheat Whel Whip Whis Whit Wick Wid Wig Wil Win Wind Wing Wins Wint Wir Wis With Wit Wol Wood Wool Wor \
    Worm Wort Wrag Wren Wrox Wy Wym Yar Yax Yead Yel Yew York";

/// Last parts of names from places, commonest first.
pub(super) const PLACE_ENDS: &str = "worth ley ton ham field brook by thwaite wood den croft bury stead shaw holme gate bottom royd clough well \
    ford bourne borough burgh combe cote cott dale don fold garth grave greave hall head hill hirst house hurst \
    ing ington ingham kirk land law low man more ness over rick ridge sall sett side sley stall stone stow thorp \
    thorpe tree try wick wich worthy wright yard smith mire lock ling dine nell ner sby scough";

/// Fathers' names, short forms among them.
pub(super) const FATHERS: &str = "Adam Alan Alcock Allan Ambrose Andrew Anthony Arnold Atkin Augustin Aubrey Austin Baldwin Barnab Bartle Bart \
    Bat Benn Bern Bett Bill Bob Brand Cecil Christ Christopher Clem Col Colin Con Cuthbert Dan David Daw Dick Dob \
    Dod Don Drew Eb Ed Edmond Edward Ell Ellis Em Eustace Evan Fitz Folk Frank Gab Gaut Geff Geoff Gerard Gib Gil \
    Gilbert Giles God Godfrey Greg Griff Hal Ham Han Har Hark Hen Hew Hick Hig Hob Hod Hodge Hop Hud Hugh Hum Ib \
    Iv Jack Jacob Jame Jan Jeff Jenk Jepp John Jos Jud Kit Kitch Lamb Lang Lar Law Laur Leon Lewis Lovel Luc Mab \
    Mag Mal Mar Mat Matthew Maud Maul May Mich Mil Mold Mor Moss Nab Nel Nich Nick Nix Noel Odd Oli Oswald Pat \
    Paul Per Peter Phil Pier Pot Ral Ran Raw Ray Rich Rick Rob Rod Rog Rol Rus Sam Sand Sib Sim Sis Stan Steph \
    Swain Syl Tam Teb Ted Terr Tib Till Tim Tom Tomlin Vin Wal Walt Wat Wil Will Wilk Wyatt";

/// What is put after a father's name, commonest first.
pub(super) const FATHER_ENDS: &str =
    "s son sons kin kins kinson cock cocks cox et ett etts kiss ey ie mott ot";
