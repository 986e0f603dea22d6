//! South Asian and Chinese given names, by generation, commonest first.
//!
//! Source: written by us from what is common in British cities; the Office for National Statistics' baby names since 1996
//! were looked at to order the younger lists.

use super::tables::Generations;

/// Pakistani given names.
pub(super) const PAKISTANI: Generations = Generations {
    older_female: "Nasreen Zarina Shamim Razia Parveen Surraya Zubaida Kulsoom Naseem Rashida Sakina Fazilat Khurshid Mumtaz \
        Nusrat Rehana Tasleem Shahnaz Ghulam Sughra Rukhsana Nasim Azra Bushra Salma Zahida Safia Hameeda Maqsooda \
        Munawar Resham Sarwar Shaheen Kaneez Farzana Iqbal Khalida Musarat Perveen Saeeda Tahira Shamshad Balqees \
        Fatima Amina",
    younger_female: "Aisha Fatima Zainab Maryam Sana Saima Nadia Sadia Aaliyah Hafsa Iqra Amna Hira Sumaiya Aneesa Samina \
        Shazia Rabia Uzma Nazia Farah Asma Sobia Noreen Shabana Rukhsana Zara Inaya Haleema Khadija Alishba Anaya \
        Eshal Ayesha Hania Mahnoor Noor Ruqayyah Safa Tayyaba Tahira Humaira Kiran Javeria Laiba Zoya Sidra Aqsa \
        Maria Mehwish Madiha Amira Safiyyah Sabah Saira Zahra Faiza Bushra Shaista Alina Arooj Zaynab Aamna Huma",
    older_male: "Mohammed Abdul Ghulam Akhtar Bashir Rafiq Sadiq Yaqoob Sharif Aslam Nazir Manzoor Maqsood Mahboob Raja \
        Zafar Iqbal Khalid Tariq Javed Arshad Anwar Ashraf Fazal Karamat Liaqat Munir Riaz Sabir Shabir Siddique \
        Taj Walayat Younis Zaman Altaf Ayub Farooq Hanif Ilyas Ishaq Mumtaz Mushtaq Nawaz Pervez Ramzan Rashid \
        Saleem Shaukat Talib Yousaf Abid Azam Boota Barkat",
    younger_male: "Mohammed Adnan Ali Ahmed Hamza Hassan Ibrahim Imran Bilal Usman Umar Zain Zeeshan Faisal Asif Kashif \
        Nadeem Shahid Sajid Waqas Yasir Irfan Amir Adeel Kamran Naveed Rizwan Haroon Junaid Yusuf Mustafa Abdullah \
        Ayaan Rayyan Musa Isa Eesa Haider Hussain Omar Arslan Danyal Fahad Haris Ismail Khalil Mikaeel Raheel Saad \
        Salman Shoaib Sohail Tahir Tayyab Wahab Waseem Zaid Zakariya Aamir Aqib Atif Azhar Basit Ehsan Farhan \
        Idris Moin Nabeel Qasim Rehan Shazad Talha Uzair Wajid Zubair Tariq Khalid Arham Zayn",
};

/// Bangladeshi given names.
pub(super) const BANGLADESHI: Generations = Generations {
    older_female: "Rahima Ayesha Fatima Jahanara Rokeya Saleha Sufia Hasina Khaleda Momtaz Nurjahan Rabeya Rahela Rehana \
        Roushanara Sabera Sajeda Shamsun Sufiya Amena Anwara Aymona Fulzan Halima Hosneara Jamila Joytun Kamrun \
        Lutfa Mahmuda Mina Monowara Nazma Parul Rina Sharifa Shirin Taslima Zobeda Angura",
    younger_female: "Nusrat Farhana Tahmina Sharmin Nasima Shahana Sultana Tasnim Rumana Shamima Fahmida Ruksana Sabina Nazia \
        Nadia Rebeka Popy Lipi Shilpi Jannat Maisha Tanisha Samiha Nafisa Aisha Maryam Fatema Zara Zainab Hafsa \
        Habiba Sumaiya Mahira Anika Tahiya Ayesha Khadija Sadia Rahima Runa Salma Mousumi Jasmin Nazmin Tamanna \
        Afsana Humayra Sanjida Rifah Tasfia",
    older_male: "Abdul Mohammed Md Ali Nurul Abdus Shamsul Rafiqul Nazrul Aminul Fazlul Anwar Harun Siraj Motin Karim \
        Khalique Malik Matin Mannan Mukit Muhit Rashid Salam Sattar Shahid Sobur Suruj Tofazzul Tahir Ashik Azizur \
        Boshir Cherag Foyzur Giash Habibur Intaz Jamal Kamal Lutfur Mashuk Momin Rahim",
    younger_male: "Mohammed Md Abdul Rahim Tanvir Shah Rakib Sakib Fahim Nahid Ashraf Shahin Sujan Jubair Mahbub Mahmudul \
        Mizan Nazmul Rubel Saiful Shafiq Shakil Sohel Sumon Tariq Zakir Zahid Imran Kamran Kabir Farhan Ayaan \
        Yusuf Ibrahim Adam Ismail Hamza Hasan Ridwan Rayhan Tahmid Tawhid Mahdi Nayeem Sajjad Taher Uzair Zayd \
        Jakir Emdad Liton Masum Shamim Arif",
};

/// Indian (mostly Gujarati, Hindi and southern) given names.
pub(super) const INDIAN: Generations = Generations {
    older_female: "Kamla Shanta Savita Pushpa Manjula Kanta Sarla Usha Urmila Lalita Nirmala Jyoti Hansa Ramila Kokila Madhu \
        Sharda Vimla Sushila Indira Saroj Shakuntala Bharti Damyanti Hemlata Jasumati Kalpana Kusum Leela Maya \
        Mridula Nalini Padma Prabha Pramila Ranjan Rekha Santosh Shobha Sudha Taruna Vasanti Veena Lakshmi \
        Saraswati Meenakshi",
    younger_female: "Priya Anjali Neha Pooja Nisha Reena Sonal Hetal Kavita Meera Deepa Rupal Bhavna Jaya Sejal Shreya Ananya \
        Diya Isha Aarya Avani Kavya Riya Saanvi Anika Aanya Anushka Divya Krupa Manisha Nikita Payal Radhika \
        Roshni Sneha Swati Tanvi Trisha Urvi Vidya Aishwarya Kiran Komal Mansi Myra Navya Pari Prisha Shivani Tara \
        Vaishnavi Lavanya Harini Nandini Keerthi Sravani Aadhya",
    older_male: "Ramesh Suresh Dinesh Mahesh Kanti Jayanti Mohan Harish Vinod Ashok Bharat Chandrakant Dhiraj Govind \
        Hasmukh Jagdish Kishor Lalji Manilal Narendra Natwar Navin Pravin Rajendra Ramanlal Rasik Ratilal \
        Shantilal Subhash Thakor Umesh Vasant Vijay Yogesh Anil Arvind Bhupendra Chhagan Girish Jitendra Krishna \
        Madan Prakash Satish Venkat Subramaniam Raghavan Gopal",
    younger_male: "Amit Rahul Raj Vikram Sanjay Nikhil Hiren Jay Kunal Mitesh Neel Nilesh Parth Pritesh Rishi Rohan Sagar \
        Sachin Sameer Sunil Tejas Varun Viraj Yash Aarav Arjun Aditya Ayaan Dev Dhruv Ishaan Kabir Krish Om Pranav \
        Reyansh Rudra Shaan Vihaan Vivaan Ajay Alpesh Anand Bhavesh Chirag Deepak Gaurav Hardik Jignesh Ketan \
        Manish Naresh Rakesh Sandeep Vivek Karthik Srinivas Ganesh Harsha Praveen Sai Ashwin",
};

/// Punjabi Sikh given names.
pub(super) const SIKH: Generations = Generations {
    older_female: "Gurbachan Surjit Harbans Mohinder Kuldip Balbir Jaswinder Parmjit Sukhwinder Manjit Ranjit Baljit Amarjit \
        Satwant Harbhajan Gurdev Joginder Kulwant Nirmal Surinder Swaran Darshan Gurmit Jagir Pritam Rajinder \
        Ravinder Resham Sarabjit Tarsem Bakhshish Charanjit Daljit Davinder Dalbir Gian Harjinder Inderjit Kashmir \
        Kirpal",
    younger_female: "Harpreet Manpreet Jaspreet Gurpreet Navjot Simran Amandeep Rajdeep Sukhdeep Kirandeep Ramandeep Sandeep \
        Mandeep Kuldeep Baljinder Rupinder Jasleen Harleen Manveer Jasmeen Gurleen Prabhjot Rajvir Amrit Kiran \
        Sharan Navneet Satinder Ravneet Sukhpreet Avneet Ishreen Jasmine Anaya Kavneet Mehar Asees Sehaj Gurnoor \
        Ekam Arshdeep Taran Jaskiran Pavan Herpreet",
    older_male: "Gurdial Mohinder Balwinder Jaswant Kartar Surjit Harbans Joginder Gurbachan Ajit Avtar Baldev Balbir \
        Bhajan Bhupinder Charan Darshan Dalip Gian Gurdev Gurmail Hardev Harnek Jagtar Jarnail Karnail Kewal \
        Kulwant Lakhbir Makhan Malkit Manjit Mukhtiar Nirmal Piara Pritam Rajinder Ranjit Resham Sarwan Sohan \
        Surinder Swaran Tarsem Ujagar Gurnam",
    younger_male: "Harpreet Gurpreet Manpreet Jaspreet Amandeep Sukhdeep Rajdeep Mandeep Kuldeep Sandeep Jasdeep Hardeep \
        Navdeep Pardeep Randeep Satnam Sukhvinder Manvir Ranvir Balraj Arjan Gurvir Harjit Jagdeep Jaskaran Karan \
        Kulvir Navjot Parminder Prabhjot Ravinder Simran Sukhjit Talwinder Veer Ekam Fateh Gurshaan Zorawar Angad \
        Ajeet Aman Armaan Sahib Tegh Kirpal Gursimran Avraj Jeevan",
};

/// Chinese (Cantonese and Mandarin) given names.
pub(super) const CHINESE: Generations = Generations {
    older_female: "Mei-Ling Sau-Ying Yuk-Lan Siu-Ping Wai-Fong Lai-Kuen Yin-Fong Suk-Ching Kam-Lin Mei-Fung Oi-Ling Pui-Yee \
        Wai-Ying Yuet-Ngor Chui-Ying Fung-Ying Kwai-Lan Lai-Wah Mui Sau-Fong Siu-Lan Wan-Yee Yuk-Ping Shuk-Han",
    younger_female: "Xiaoyan Yan Jing Li Na Fang Xin Yue Yuting Jiayi Xinyi Zihan Yilin Meiqi Ying Ting Wai-Yan Ka-Yan Hoi-Yan \
        Wing-Yan Yuk-Ting Sze-Wing Tsz-Ching Lok-Yi Pui-Yi Mei Lan Hui Jia Qian Rui Shuang Tian Wen Xue Yao Zhen \
        Hoi-Ching Cheuk-Lam Tsz-Yau Yat-Ching Ka-Man Wing-Sze",
    older_male: "Kwok-Wah Chi-Keung Kam-Wing Wai-Man Kin-Sang Tak-Ming Yiu-Wah Shu-Kei Hon-Wah Kwai-Sang Man-Fai Ping-Kwan \
        Shing-Tak Siu-Ming Tat-Ming Wing-Fai Yau-Fat Chung-Yin Fook-Sang Kwong-Ming Loi-Fat Sai-Kit",
    younger_male: "Wei Jun Hao Lei Tao Yang Yu Bo Chao Feng Jian Ming Peng Qiang Xiaoming Zihao Haoran Yifan Yichen Ziyang \
        Chun-Hei Tsz-Hin Ka-Ho Chi-Hang Wai-Ho Ho-Yin Kin-Wai Lok-Hei Man-Ho Cheuk-Hei Yat-Long Hoi-Lam Hin-Lam \
        Kai Long Zhen Kwan-Ho Pak-Hei Sze-Chun Tin-Yau Jiahao Zixuan Ruihan Cheuk-Yin",
};
